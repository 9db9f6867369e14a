using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Notifications.Sources;

/// <summary>
/// The sources by name. Follows configuration while the process runs, so that a rotated secret applies at once;
/// a change that is faulty is reported and the sources stay as they were.
/// </summary>
internal sealed partial class SourceCatalog : IHostedService, IDisposable
{
    private readonly ILogger<SourceCatalog> _logger;
    private readonly IDisposable? _subscription;
    private volatile FrozenDictionary<string, Source> _sources;

    /// <exception cref="OptionsValidationException">The configuration is faulty.</exception>
    public SourceCatalog(IOptionsMonitor<SourcesOptions> options, ILogger<SourceCatalog> logger)
    {
        _logger = logger;
        var (sources, faults) = SourceReading.Read(options.CurrentValue);
        if (faults.Count > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(SourcesOptions), faults);
        _sources = ByName(sources);
        _subscription = options.OnChange(Change);
    }

    /// <summary>All of them, in no order.</summary>
    public IReadOnlyCollection<Source> All => _sources.Values;

    /// <summary>The source of that name, or <see langword="null"/>.</summary>
    public Source? Find(string name) => _sources.GetValueOrDefault(name);

    // Being a hosted service is what makes the constructor, and so the validation, run at start.
    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _subscription?.Dispose();

    private void Change(SourcesOptions options)
    {
        var (sources, faults) = SourceReading.Read(options);
        if (faults.Count == 0)
        {
            _sources = ByName(sources);
            LogChanged(sources.Count);
            return;
        }

        foreach (var fault in faults)
            LogFaulty(fault);
    }

    private static FrozenDictionary<string, Source> ByName(IReadOnlyList<Source> sources) =>
        sources.ToFrozenDictionary(source => source.Name, StringComparer.Ordinal);
}
