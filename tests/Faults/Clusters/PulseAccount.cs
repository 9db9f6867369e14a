namespace Notifications.Tests.Faults.Clusters;

/// <summary>Compares the hooks of the steady load that were acknowledged with what its sessions were shown.</summary>
internal static class PulseAccount
{
    /// <summary>Each flag that was not shown, was shown though nobody sent it, or came too late in the order.</summary>
    public static IEnumerable<string> Check(Pulse pulse)
    {
        // What a newer state overtook on its way is not shown, as it should be.
        var all = pulse.Beats.ToLookup(beat => pulse.SubjectOf(beat.Number));
        var bySubject = all.SelectMany(beats => beats.Where(beat => !beats.Any(other => other.Number > beat.Number && other.Sent < beat.Ended)))
            .ToLookup(beat => pulse.SubjectOf(beat.Number));
        foreach (var session in pulse.Sessions)
        {
            // Who was told that nobody knows reads the page anew, and misses no flag.
            if (session.BeganAnew == 0)
            {
                foreach (var beat in bySubject[session.SubjectNumber].Where(beat => beat.IsAcknowledged && !session.Shown.ContainsKey(beat.Number)))
                    yield return $"{session.User} was not shown {beat.Number}.";
            }

            foreach (var number in session.Shown.Keys.Where(number => pulse.SubjectOf(number) != session.SubjectNumber))
                yield return $"{session.User} was shown {number}, which is about another subject.";
            if (session.OutOfOrder > 0)
                yield return $"{session.User} was shown {session.OutOfOrder} flags after later ones.";
        }
    }
}
