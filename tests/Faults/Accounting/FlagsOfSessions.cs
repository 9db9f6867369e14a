namespace Notifications.Tests.Faults.Accounting;

/// <summary>A session is shown each flag at one position only, and what it had is not part of what it missed.</summary>
internal static class FlagsOfSessions
{
    public static IEnumerable<Violation> Check(IEnumerable<ToldFlag> flags)
    {
        foreach (var same in flags.GroupBy(flag => (flag.Session, flag.Subject, flag.Id, flag.Revision)))
        {
            var positions = same.Select(flag => (flag.Epoch, flag.Sequence)).Distinct().ToList();
            if (positions.Count > 1)
                yield return new Violation(Breach.ShownTwice, same.Key.Session, $"flag {same.Key.Id} revision {same.Key.Revision} of {same.Key.Subject} came at {string.Join(" and at ", positions)}.");
            foreach (var flag in same.Where(flag => flag.After >= flag.Sequence))
                yield return new Violation(Breach.ShownTwice, flag.Session, $"flag {flag.Id} of {flag.Subject} at {flag.Sequence} was sent to a session that stood at {flag.After}.");
        }
    }
}
