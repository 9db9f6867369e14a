namespace Notifications.Tests.Faults.Accounting;

/// <summary>A user muted a subject, or ended that.</summary>
internal sealed record MuteSet(string User, string Subject, bool IsMuted, long Began, long Ended, Outcome Outcome);

/// <summary>What was answered of mutes holds, and what is muted may be missing.</summary>
internal static class Mutes
{
    public static IEnumerable<Violation> Check(Journal journal, FinalInbox inbox)
    {
        foreach (var subject in journal.Mutes.Where(set => set.User == inbox.User).GroupBy(set => set.Subject))
        {
            var possible = new HashSet<bool> { false };
            foreach (var set in subject.OrderBy(set => set.Began))
            {
                if (set.Outcome is Outcome.Ok)
                    possible.Clear();
                possible.Add(set.IsMuted);
            }

            if (!possible.Contains(inbox.Mutes.Contains(subject.Key)))
            {
                yield return new Violation(
                    Breach.Undone, inbox.User,
                    $"{subject.Key} is {(possible.Contains(true) ? "not " : "")}muted, after {string.Join(", ", subject.Select(set => $"{set.Began}–{set.Ended} {set.IsMuted} {set.Outcome}"))}.");
            }
        }
    }

    /// <summary>Whether a mute may have been in force when what a hook tells came to a user, which may be long after it was sent.</summary>
    public static bool MayHide(Journal journal, string user, HookFate fate)
    {
        var sets = journal.Mutes.Where(set => set.User == user && set.Subject == fate.Hook.Subject).ToList();
        // It was over before the hook was sent where somebody was answered so, and nobody has muted since.
        return sets.Exists(mute => mute.IsMuted && !sets.Exists(
            end => !end.IsMuted && end.Outcome is Outcome.Ok && end.Began > mute.Ended && end.Ended < fate.NotBefore));
    }
}
