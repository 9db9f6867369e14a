namespace Notifications.Tests.Faults.Accounting;

/// <summary>What is known of a hook from all of its attempts.</summary>
internal sealed class HookFate(PlannedHook hook, IReadOnlyList<Attempt> attempts)
{
    public PlannedHook Hook => hook;

    public bool IsAcknowledged { get; } = attempts.Any(attempt => attempt.Outcome is Outcome.Ok);

    /// <summary>Whether it may be there: it was not refused every time.</summary>
    public bool MayBeThere { get; } = attempts.Any(attempt => attempt.Outcome is not Outcome.Refused);

    /// <summary>Before this step it was surely not committed.</summary>
    public long NotBefore { get; } = attempts.Where(attempt => attempt.Outcome is not Outcome.Refused)
        .Select(attempt => attempt.Began).DefaultIfEmpty(long.MaxValue).Min();

    /// <summary>By this step it was surely committed; never, where nobody acknowledged it.</summary>
    public long By { get; } = attempts.Where(attempt => attempt.Outcome is Outcome.Ok)
        .Select(attempt => attempt.Ended).DefaultIfEmpty(long.MaxValue).Min();

    public override string ToString() =>
        $"hook {hook.Number} ({hook.Kind}, {hook.Subject}; {string.Join(", ", attempts.Take(8).Select(a => $"{a.Began}–{a.Ended} {a.Outcome} {a.Detail}"))}{(attempts.Count > 8 ? $", {attempts.Count - 8} more" : "")})";

    public static Dictionary<int, HookFate> Of(Journal journal)
    {
        var attempts = journal.Attempts.ToLookup(attempt => attempt.Hook);
        return journal.Hooks.Values.ToDictionary(hook => hook.Number, hook => new HookFate(hook, [.. attempts[hook.Number].OrderBy(a => a.Began)]));
    }
}
