using Notifications.Events;
using Notifications.Live;
using Notifications.Rules.History;

namespace Notifications.Subjects;

/// <summary>What an event grain reads of its subject's log when it starts.</summary>
/// <param name="History">Events that are only remembered, oldest first.</param>
/// <param name="Tail">Events that are decided again: those of the live ring's window, those that nothing accounts for yet, and those that are not dispatched.</param>
internal sealed record SubjectPast(IReadOnlyList<LoggedEvent> History, LogTail Tail)
{
    private const int Page = 500;

    /// <param name="log">The log.</param>
    /// <param name="site">The subject's site.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="live">What the live ring holds.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="accountedFor">The sequence up to which it is known what is held back, if it is.</param>
    /// <param name="undispatched">The oldest event that is not dispatched, if there is one.</param>
    public static async Task<SubjectPast> ReadAsync(
        IEventLog log, string site, Subject subject, LiveOptions live, DateTimeOffset now, long? accountedFor, long? undispatched = null)
    {
        var tail = await log.ReadTailAsync(site, subject, now - live.RingWindow, live.RingCapacity);
        var after = Math.Min(accountedFor ?? long.MaxValue, undispatched - 1 ?? long.MaxValue);
        if (after < tail.Before)
            tail = new LogTail(after, [.. await ReadBetweenAsync(log, site, subject, after, tail.Before), .. tail.Events]);
        var history = tail.Before == 0
            ? []
            : await log.ReadBeforeAsync(site, subject, tail.Before + 1, SubjectHistory.Capacity, SubjectHistory.MaxBytes);
        return new SubjectPast(history, tail);
    }

    private static async Task<IReadOnlyList<LoggedEvent>> ReadBetweenAsync(IEventLog log, string site, Subject subject, long after, long upTo)
    {
        var events = new List<LoggedEvent>();
        while (after < upTo)
        {
            var page = await log.ReadAfterAsync(site, subject, after, Page);
            events.AddRange(page.Where(logged => logged.Sequence <= upTo));
            if (page.Count == 0)
                break;
            after = page[^1].Sequence;
        }

        return events;
    }
}
