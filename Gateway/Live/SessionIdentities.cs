using Notifications.Cluster;
using Notifications.Tokens;

namespace Notifications.Live;

/// <summary>
/// Ends the sessions whose <c>sub</c> has become another user's, as when an event has told that an e-mail address is an account's.
/// They attach again at once, as that user, and get what they missed.
/// </summary>
internal sealed partial class SessionIdentities(
    Sessions sessions, IdentityGrains identities, TimeProvider time, ILogger<SessionIdentities> logger) : BackgroundService
{
    private const int MaxAsked = 1_000;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ILogger<SessionIdentities> _logger = logger;
    private readonly Dictionary<string, (long Version, bool IsSettled)> _checked = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var site in sessions.Attached.Select(session => session.Token!.Site).ToHashSet(StringComparer.Ordinal))
            {
                try
                {
                    await CheckAsync(site);
                }
                catch (ClusterUnavailableException e)
                {
                    // Asked again at the next tick.
                    LogNotChecked(site, e.Message);
                }
            }
        }
    }

    private async Task CheckAsync(string site)
    {
        var version = await identities.VersionAsync(site);
        var last = _checked.GetValueOrDefault(site);
        if (last == (version, true))
            return;
        var bySub = sessions.Attached.Where(session => session.Token!.Site == site).ToLookup(session => session.Token!.Sub, StringComparer.Ordinal);
        foreach (var asked in bySub.Chunk(MaxAsked))
        {
            var users = await identities.ResolveAsync(site, [.. asked.Select(group => group.Key)]);
            foreach (var (group, user) in asked.Zip(users))
            {
                foreach (var session in group.Where(session => session.Token!.User != user))
                    session.End(new EndedMessage(Refusals.UserChanged, "The token's user is known by another id now; attach again.", Reconnect: true));
            }
        }

        // Once more at the next tick: who attached meanwhile may have asked before the change.
        _checked[site] = (version, last.Version == version);
    }
}
