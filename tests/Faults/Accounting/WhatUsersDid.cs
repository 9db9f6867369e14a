namespace Notifications.Tests.Faults.Accounting;

/// <summary>Operations that were answered hold; those that were not may or may not.</summary>
internal static class WhatUsersDid
{
    private readonly record struct State(bool Seen, bool Read, bool Archived, bool Saved);

    public static IEnumerable<Violation> Check(Journal journal, FinalInbox inbox)
    {
        var operations = journal.Operations.Where(operation => operation.User == inbox.User).OrderBy(operation => operation.Began).ToList();
        var byId = operations.SelectMany(operation => operation.Ids.Select(id => (id, operation))).ToLookup(pair => pair.id, pair => pair.operation);
        var bySubject = operations.Where(operation => operation.Subject is not null).ToLookup(operation => operation.Subject!);
        // A newer revision begins anew, and a flag that is displayed is seen: of those nothing is known.
        foreach (var item in inbox.Items.Where(item => item.Kind is HookKind.Plain))
        {
            var done = byId[item.Id].Union(bySubject[item.Subject]).OrderBy(operation => operation.Began).ToList();
            var states = new HashSet<State> { default };
            foreach (var operation in done)
                Apply(states, operation, certain: operation.Outcome is Outcome.Ok && operation.Ids.Contains(item.Id));
            // What opening a subject reads is read beside the answer, also after what was done next.
            if (done.Exists(operation => operation.Name is "open"))
                states.UnionWith(states.SelectMany(state => After(state, "open")).ToList());
            // What was snoozed comes back unseen later than it was snoozed, and than what was done to it meanwhile.
            if (done.Exists(operation => operation.Name is "snooze" or "unsnooze"))
                states.UnionWith(states.Select(state => state with { Seen = false }).ToList());
            var final = new State(item.Seen, item.Read, item.Archived, item.Saved);
            if (!states.Contains(final))
            {
                yield return new Violation(
                    Breach.Undone, inbox.User,
                    $"item {item.Id} of {item.Subject} (sequence {item.Sequence}) is {final}, after {string.Join(", ", done.Select(o => $"{o.Began}–{o.Ended} {o.Name} {o.Outcome}{(o.Ids.Contains(item.Id) ? "" : " of the subject")}"))}; possible is {string.Join(" or ", states)}.");
            }
        }
    }

    private static void Apply(HashSet<State> states, Operation operation, bool certain)
    {
        var after = states.SelectMany(state => After(state, operation.Name)).ToList();
        if (certain)
            states.Clear();
        states.UnionWith(after);
    }

    private static State[] After(State state, string operation) => operation switch
    {
        "seen" => [state with { Seen = true }],
        "read" or "open" => [state with { Seen = true, Read = true }],
        "unread" => [state with { Read = false }],
        // Doing it again changes nothing, also where it was marked as unread meanwhile.
        "archive" when state.Archived => [state],
        "archive" => [state with { Seen = true, Read = true, Archived = true }, state with { Read = true, Archived = true }],
        "unarchive" => [state with { Archived = false }],
        "save" => [state with { Saved = true }],
        "unsave" => [state with { Saved = false }],
        // What is snoozed is not archived any more, and comes back unseen, once it does.
        "snooze" => [state with { Archived = false }, state with { Archived = false, Seen = false }],
        "unsnooze" => [state, state with { Seen = false }],
        _ => throw new ArgumentException($"'{operation}' is not known.", nameof(operation)),
    };
}
