namespace Notifications.Tests.Faults.Accounting;

/// <summary>Everything acknowledged is in the right inboxes exactly once; everything else that is there was unknown.</summary>
internal static class ExactlyOnce
{
    public static IEnumerable<Violation> Check(IReadOnlyDictionary<int, HookFate> fates, Journal journal, FinalInbox inbox)
    {
        foreach (var twice in inbox.Items.CountBy(item => item.Id).Where(count => count.Value > 1))
            yield return new Violation(Breach.Double, inbox.User, $"{twice.Value} items have the id {twice.Key}.");

        var places = inbox.Items.SelectMany(item => item.Hooks.Select(hook => (Hook: hook, Item: item))).ToLookup(place => place.Hook, place => place.Item);
        foreach (var place in places)
        {
            if (!fates.TryGetValue(place.Key, out var fate) || !fate.MayBeThere)
                yield return new Violation(Breach.Unasked, inbox.User, $"{Text(place)} is there, and {fate?.ToString() ?? $"hook {place.Key}, which was never sent"}.");
            else if (!fate.Hook.Recipients.Contains(inbox.User))
                yield return new Violation(Breach.Foreign, inbox.User, $"{Text(place)} is there, and {fate} is for {string.Join(", ", fate.Hook.Recipients)}.");
            if (place.Count() > 1)
                yield return new Violation(Breach.Double, inbox.User, $"{Text(place)} tell of {fate}.");
        }

        foreach (var fate in fates.Values.Where(fate => fate.IsAcknowledged && fate.Hook.Recipients.Contains(inbox.User)))
        {
            if (fate.Hook.Kind is not HookKind.Replacing && !places.Contains(fate.Hook.Number) && !Mutes.MayHide(journal, inbox.User, fate))
                yield return new Violation(Breach.Lost, inbox.User, $"{fate} is not there.");
        }
    }

    private static string Text(IEnumerable<FinalItem> items) =>
        string.Join(", ", items.Select(item => $"item {item.Id} (sequence {item.Sequence}, revision {item.Revision}, {item.Subject})"));
}
