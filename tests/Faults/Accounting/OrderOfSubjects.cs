namespace Notifications.Tests.Faults.Accounting;

/// <summary>What is about one subject stands in the order in which it was committed, as far as that is known.</summary>
internal static class OrderOfSubjects
{
    public static IEnumerable<Violation> Check(
        IReadOnlyDictionary<int, HookFate> fates, FinalInbox inbox, IReadOnlySet<string> moved)
    {
        var items = inbox.Items.Where(item => item.Kind is HookKind.Plain && item.Hooks.Count == 1 && !moved.Contains(item.Id));
        foreach (var subject in items.GroupBy(item => item.Subject))
        {
            var known = subject.Where(item => fates.ContainsKey(item.Hooks[0])).Select(item => (Item: item, Fate: fates[item.Hooks[0]])).ToList();
            // Going down the sequences, nothing may be committed before a step after which one further up had not begun.
            (FinalItem Item, HookFate Fate)? latest = null;
            foreach (var one in known.OrderBy(one => one.Item.Sequence))
            {
                if (latest is { } before && one.Fate.By < before.Fate.NotBefore)
                {
                    yield return new Violation(
                        Breach.OutOfOrder, inbox.User,
                        $"sequence {one.Item.Sequence} is of {one.Fate}, and {before.Item.Sequence} of {before.Fate}, which came later.");
                }

                if (latest is null || one.Fate.NotBefore > latest.Value.Fate.NotBefore)
                    latest = one;
            }
        }
    }
}
