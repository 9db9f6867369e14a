namespace Notifications.Tests.Faults.Accounting;

/// <summary>Of hooks that replace each other the newest stands: none that was surely committed before another one.</summary>
internal static class NewestState
{
    public static IEnumerable<Violation> Check(IReadOnlyDictionary<int, HookFate> fates, FinalInbox inbox)
    {
        var mine = fates.Values.Where(fate => fate.Hook.Kind is HookKind.Replacing && fate.Hook.Recipients.Contains(inbox.User));
        foreach (var subject in mine.GroupBy(fate => fate.Hook.Subject))
        {
            var newest = subject.Where(fate => fate.IsAcknowledged).MaxBy(fate => fate.NotBefore);
            var items = inbox.Items.Where(item => item.Kind is HookKind.Replacing && item.Subject == subject.Key).ToList();
            if (items.Count > 1)
                yield return new Violation(Breach.Double, inbox.User, $"{items.Count} items of {subject.Key} replace each other: {string.Join(", ", items.Select(item => item.Id))}.");
            if (newest is null)
                continue;
            if (items.Count == 0)
                yield return new Violation(Breach.Lost, inbox.User, $"Nothing of {subject.Key} is there, and {newest} was the last.");
            foreach (var shown in items.SelectMany(item => item.Hooks))
            {
                if (fates.TryGetValue(shown, out var fate) && fate.By < newest.NotBefore)
                    yield return new Violation(Breach.Stale, inbox.User, $"{fate} stands, and {newest} came later.");
            }
        }
    }
}
