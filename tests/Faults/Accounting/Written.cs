namespace Notifications.Tests.Faults.Accounting;

/// <summary>A journal and an inbox as a test makes them up: of one user, whose hooks were acknowledged one after the other.</summary>
internal sealed class Written
{
    public const string User = "anna";

    public Journal Journal { get; } = new();

    public List<FinalItem> Items { get; } = [];

    public List<SessionEnd> Sessions { get; } = [];

    public long? Unread { get; set; }

    public HashSet<string> Muted { get; } = [];

    /// <summary>Hooks that were sent, each answered before the next; by default they are in the inbox, in their order.</summary>
    public Written Sent(int hook, HookKind kind = HookKind.Plain, Outcome outcome = Outcome.Ok, bool arrives = true, string subject = "jira:issue:FP-1")
    {
        Journal.Add(new PlannedHook(hook, kind, subject, [User]));
        Journal.Attempts.Enqueue(new Attempt(hook, Journal.Step(), Journal.Step(), outcome, ""));
        if (arrives)
            Arrives(hook, kind, subject);
        return this;
    }

    public Written Arrives(int hook, HookKind kind = HookKind.Plain, string subject = "jira:issue:FP-1", string? id = null)
    {
        Items.Insert(0, new FinalItem(id ?? $"n{hook}", 0, Items.Count + 1, kind, subject, [hook], false, false, false, false, false));
        return this;
    }

    public Written Change(int index, Func<FinalItem, FinalItem> change)
    {
        Items[index] = change(Items[index]);
        return this;
    }

    public Written Does(string operation, Outcome outcome, params string[] ids)
    {
        Journal.Operations.Enqueue(new Operation(User, operation, ids, null, Journal.Step(), Journal.Step(), outcome));
        return this;
    }

    public Written Mutes(bool isMuted, Outcome outcome = Outcome.Ok, string subject = "jira:issue:FP-1")
    {
        Journal.Mutes.Enqueue(new MuteSet(User, subject, isMuted, Journal.Step(), Journal.Step(), outcome));
        return this;
    }

    public Written Tells(long sequence, string id, string session = "one", long revision = 0)
    {
        Journal.Told.Enqueue(new ToldChange(User, session, sequence, $"arrived {id} {revision}", (id, revision)));
        return this;
    }

    public IReadOnlyList<Violation> Check() => Account.Check(Journal, [Inbox()], Sessions);

    public FinalInbox Inbox() => new(
        User, Items, new Dictionary<string, IReadOnlySet<string>>(), Unread ?? Items.Count(item => !item.Read && !item.Archived),
        Items.Count(item => !item.Seen && !item.Archived), Items.Count) { Mutes = Muted };
}
