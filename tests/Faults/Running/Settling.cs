using System.Diagnostics;
using Notifications.Tests.Faults.Accounting;
using Notifications.Tests.Faults.Plans;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Running;

/// <summary>Waits until nothing changes any more, then does the accounting.</summary>
internal sealed class Settling(Entry entry, Journal journal, Crowd crowd)
{
    // Longer than a window of digests, and than the time after which an unacknowledged flag is kept.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly InboxReading _reading = new(entry.Http, new Tokens(entry.KeyFile));

    /// <summary>What is wrong once all is quiet, and the inboxes.</summary>
    public async Task<(IReadOnlyList<Violation> Violations, IReadOnlyList<FinalInbox> Inboxes)> CheckAsync()
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            await WaitUntilQuietAsync();
            var inboxes = new List<FinalInbox>();
            foreach (var user in FaultRules.Users)
                inboxes.Add(await _reading.ReadAsync(user));
            var violations = Account.Check(journal, inboxes, crowd.Ends);
            // What is late may still come; all else would stay wrong.
            if (violations.All(violation => violation.Breach is not (Breach.Lost or Breach.Stale or Breach.Behind)) || Stopwatch.GetElapsedTime(began) > Patience)
                return (violations, inboxes);
        }
    }

    private async Task WaitUntilQuietAsync()
    {
        using var looks = new PeriodicTimer(Look);
        string? before = null;
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < Quiet)
        {
            var versions = await Task.WhenAll(FaultRules.Users.Select(_reading.VersionAsync));
            var now = string.Join(' ', versions.Concat(crowd.Ends.Select(end => end.Sequence)));
            if (now != before)
                (before, since) = (now, Stopwatch.GetTimestamp());
            await looks.WaitForNextTickAsync();
        }
    }
}
