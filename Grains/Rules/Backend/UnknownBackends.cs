using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Notifications.Rules.Backend;

/// <summary>
/// Says, once for each, which rules name a function or an endpoint that is not here: that of a pasted manifest does no harm,
/// but a misspelt one would be looked for long.
/// </summary>
internal sealed partial class UnknownBackends(RuleBook book, BackendCatalog catalog, ILogger<UnknownBackends> logger) : BackgroundService
{
    private readonly ILogger<UnknownBackends> _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var said = new HashSet<(string, string, BackendTarget)>();
        while (true)
        {
            var changed = book.Changed;
            foreach (var rule in book.Current.Rules)
            {
                if (rule.Backend is { } target && !catalog.Has(rule.Site, target) && said.Add((rule.Site, rule.Key, target)))
                    LogUnknown(rule.Key, rule.Site, target.ToString());
            }

            await changed.WaitAsync(stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Rule {Rule} of the site {Site} names {Target}, which is not known here and has no effect.")]
    private partial void LogUnknown(string rule, string site, string target);
}
