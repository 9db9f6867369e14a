namespace Notifications.Tests.Faults.Accounting;

/// <summary>A user's changes have sequences without gaps, which only grow, and each is one change for ever.</summary>
internal static class Sequences
{
    public static IEnumerable<Violation> OfInbox(FinalInbox inbox)
    {
        foreach (var same in inbox.Items.GroupBy(item => item.Sequence).Where(same => same.Count() > 1))
            yield return new Violation(Breach.Gap, inbox.User, $"sequence {same.Key} is that of {string.Join(" and of ", same.Select(item => item.Id))}.");
        foreach (var item in inbox.Items.Where(item => item.Sequence < 1 || item.Sequence > inbox.Version))
            yield return new Violation(Breach.Gap, inbox.User, $"item {item.Id} has the sequence {item.Sequence}, and the inbox the version {inbox.Version}.");
    }

    public static IEnumerable<Violation> OfSessions(Journal journal) =>
        SessionBySession(journal).Concat(Forks(journal));

    private static IEnumerable<Violation> SessionBySession(Journal journal)
    {
        foreach (var session in journal.Told.GroupBy(SessionOf))
        {
            var arrived = new Dictionary<(string Id, long Revision), long>();
            var moved = Movements.Of(journal, session.Key.User);
            long? last = null;
            foreach (var told in session)
            {
                if (told is BeganAnew anew)
                {
                    last = anew.Sequence;
                    continue;
                }

                var change = (ToldChange)told;
                if (last is { } before && change.Sequence != before + 1)
                    yield return new Violation(Breach.Gap, change.User, $"session {change.Session} was told {change.Sequence} ({change.What}) after {before}.");
                last = change.Sequence;
                if (change.Arrived is { } item && !moved.Contains(item.Id) && !arrived.TryAdd(item, change.Sequence))
                    yield return new Violation(Breach.ShownTwice, change.User, $"session {change.Session} was told {item.Id} revision {item.Revision} with {arrived[item]} and with {change.Sequence}.");
            }
        }
    }

    private static IEnumerable<Violation> Forks(Journal journal) =>
        from change in journal.Told.OfType<ToldChange>()
        group change by (change.User, change.Sequence) into same
        let tellings = same.Select(change => change.What).Distinct(StringComparer.Ordinal).ToList()
        where tellings.Count > 1
        select new Violation(Breach.Forked, same.Key.User, $"sequence {same.Key.Sequence} was told as {string.Join(" and as ", tellings)}.");

    private static (string User, string Session) SessionOf(object told) =>
        told is ToldChange change ? (change.User, change.Session) : (((BeganAnew)told).User, ((BeganAnew)told).Session);
}
