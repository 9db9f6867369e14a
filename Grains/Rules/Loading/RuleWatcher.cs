using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Notifications.Rules.Loading;

/// <summary>Loads the rules before the host takes work, and again when their folder changes.</summary>
internal sealed partial class RuleWatcher(RuleBook book, TimeProvider time, ILogger<RuleWatcher> logger)
    : IHostedLifecycleService, IDisposable
{
    /// <summary>How long a folder must be quiet: an editor writes a file in several steps.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    /// <summary>How often the folder is looked at without being told: containers and network shares lose changes.</summary>
    internal static readonly TimeSpan Rescan = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly ILogger<RuleWatcher> _logger = logger;
    private FileSystemWatcher? _watcher;
    private ITimer? _quiet;
    private ITimer? _rescan;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        book.Load();
        _quiet = time.CreateTimer(_ => Load(everything: true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _rescan = time.CreateTimer(_ => Load(everything: false), null, Rescan, Rescan);
        Watch();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        Forget();
        _quiet?.Dispose();
        _rescan?.Dispose();
    }

    private void Load(bool everything)
    {
        try
        {
            book.Load(everything);
            if (!everything)
                Watch();
        }
#pragma warning disable CA1031 // An exception out of a timer would end the process; the rules in force are still good.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            LogLoadFailed(problem);
        }
    }

    private void Watch()
    {
        lock (_gate)
        {
            if (_watcher is not null || !Directory.Exists(book.Directory))
                return;
            try
            {
                _watcher = new FileSystemWatcher(book.Directory)
                {
                    NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size,
                };
                _watcher.Changed += (_, _) => Touched();
                _watcher.Created += (_, _) => Touched();
                _watcher.Deleted += (_, _) => Touched();
                _watcher.Renamed += (_, _) => Touched();
                _watcher.Error += (_, _) => Forget();
                _watcher.EnableRaisingEvents = true;
            }
            catch (Exception problem) when (problem is IOException or ArgumentException)
            {
                // Watches are a limited resource of the system. The rescan finds changes too.
                Forget();
            }
        }
    }

    private void Touched() => _quiet?.Change(Quiet, Timeout.InfiniteTimeSpan);

    private void Forget()
    {
        lock (_gate)
        {
            _watcher?.Dispose();
            _watcher = null;
        }
    }
}
