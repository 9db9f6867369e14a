using System.Diagnostics.Metrics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Notifications.Live;
using Notifications.Storage;
using Notifications.Storage.Inbox;
using Notifications.Subjects;
using Notifications.Users;
using Notifications.Users.Erasing;
using Notifications.Users.Inbox;

namespace Notifications.Tests.Unit.Users.Inbox;

/// <summary>A user's context over a real store, without the grain around it, and what its gateways were told.</summary>
internal sealed class UserOfTest(
    SqlDatabase database, IInboxStore store, IErasureStore erasures, FakeTimeProvider time, string user = "kate")
{
    public const string Site = "default";

    private static readonly IMeterFactory Meters =
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    private static readonly InboxMetrics Metrics = new(Meters);

    public InboxOptions Options { get; init; } = new();

    public FakeTimeProvider Time => time;

    public string User => user;

    public UserContext Context { get; private set; } = null!;

    public Deliveries Deliveries { get; private set; } = null!;

    public DueWork Due { get; private set; } = null!;

    public Orders Orders { get; private set; } = null!;

    public Wishes Wishes { get; private set; } = null!;

    public Admission Admission { get; private set; } = null!;

    /// <summary>What the gateways were told, since the test began.</summary>
    public List<UserUpdate> Told { get; } = [];

    public IEnumerable<UserChange> Changes => Told.SelectMany(update => update.Changes);

    /// <summary>Begins, or begins again as after a restart.</summary>
    public async Task<UserOfTest> StartAsync()
    {
        Context = new UserContext(new UserContextServices(store, Options, Metrics, "epoch", time), Site, user, Told.Add);
        var receipts = new EarlyReceipts();
        Due = new DueWork(Context);
        Admission = new Admission(Context, Due, erasures);
        Deliveries = new Deliveries(Context, receipts, Due, Admission);
        Orders = new Orders(Context, receipts);
        Wishes = new Wishes(Context, Due, Admission);
        await Context.LoadAsync();
        return this;
    }

    public static KeptNotification Notification(
        string id, string issue = "ABC-1", long revision = 0, FlagType type = FlagType.Info, bool critical = false, DateTimeOffset? unlessShownBy = null,
        params string[] reasons) => new()
    {
        Flag = new Flag { Id = id, Rule = "assigned", Title = id, Time = DateTimeOffset.UnixEpoch, Revision = revision, Type = type, Critical = critical, Kept = true },
        Subject = new Subject("jira", "issue", issue),
        Source = "jira",
        Reasons = reasons.Length == 0 ? ["assignee"] : reasons,
        Places = [new Subject("jira", "project", issue[..issue.IndexOf('-')])],
        UnlessShownBy = unlessShownBy,
    };

    /// <summary>Puts a notification into the queue, as the kept lane does: what is there in this revision or a newer one stays.</summary>
    public Task EnqueueAsync(KeptNotification kept) => database.RunAsync(connection => connection.Execute(
        """
        INSERT INTO inbox (site, "user", id, revision, queue, queued, due, tries, written, source, subject, rule, type, content, seen, read, archived, saved)
        VALUES (@site, @user, @id, @revision, 0, TRUE, @due, 0, @now, @source, @subject, @rule, @type, @content, FALSE, FALSE, FALSE, FALSE)
        ON CONFLICT (site, "user", id) DO UPDATE SET revision = excluded.revision, content = excluded.content, queued = TRUE
        WHERE inbox.revision < excluded.revision
        """,
        new
        {
            site = Site,
            user,
            id = kept.Flag.Id,
            revision = kept.Flag.Revision,
            due = (kept.UnlessShownBy ?? time.GetUtcNow()).ToUnixTimeMilliseconds(),
            now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            source = kept.Source,
            subject = kept.Subject.ToString(),
            rule = kept.Flag.Rule,
            type = (long)kept.Flag.Type,
            content = InboxContent.Write(kept),
        }));

    /// <summary>Lets what is snoozed for a word be delivered again, as the kept lane does.</summary>
    public async Task HappenAsync(string word)
    {
        var contents = await database.RunAsync(connection => connection.Query<byte[]>(
            "UPDATE inbox SET queued = TRUE WHERE site = @site AND \"user\" = @user AND snoozed_for = @word RETURNING content",
            new { site = Site, user, word }).ToList());
        foreach (var content in contents)
            await Deliveries.TakeAsync([InboxContent.Read(content)]);
    }

    /// <summary>Sends notifications by the queue, and delivers them together.</summary>
    public async Task ReceiveAsync(params KeptNotification[] notifications)
    {
        foreach (var kept in notifications)
            await EnqueueAsync(kept);
        await Deliveries.TakeAsync(notifications);
    }

    public Task ReceiveAsync(params string[] ids) => ReceiveAsync([.. ids.Select(id => Notification(id))]);

    public Task<InboxChanged> DoAsync(InboxOperation operation, params string[] ids) =>
        Orders.ChangeAsync(new InboxOrder { Operation = operation, Ids = ids });

    public Task<InboxChanged> DoAsync(InboxOperation operation, InboxQuery all) =>
        Orders.ChangeAsync(new InboxOrder { Operation = operation, All = all });

    public Task<InboxChanged> SnoozeAsync(TimeSpan? length, string? word, params string[] ids) =>
        Orders.ChangeAsync(new InboxOrder { Operation = InboxOperation.Snooze, Ids = ids, Until = time.GetUtcNow() + length, For = word });

    public async Task<IReadOnlyList<InboxItem>> ListAsync(InboxView view = InboxView.Inbox) =>
        await ListAsync(new InboxQuery { View = view, Limit = InboxQuery.MaxLimit });

    public async Task<IReadOnlyList<InboxItem>> ListAsync(InboxQuery query) => (await store.ListAsync(Site, user, query)).Items;

    public async Task<IReadOnlyList<string>> IdsAsync(InboxView view = InboxView.Inbox) => [.. (await ListAsync(view)).Select(item => item.Flag.Id)];

    /// <summary>What the rows say; the context never asks for it.</summary>
    public Task<(long Unread, long Unseen, long Total)> AuditAsync() => database.RunAsync(connection => connection.QuerySingle<(long, long, long)>(
        """
        SELECT coalesce(sum(CASE WHEN read OR archived OR snoozed THEN 0 ELSE 1 END), 0),
            coalesce(sum(CASE WHEN seen OR archived OR snoozed THEN 0 ELSE 1 END), 0), count(*)
        FROM inbox WHERE site = @site AND "user" = @user AND sequence IS NOT NULL
        """,
        new { site = Site, user }));

    /// <summary>How many there are in the inbox or wait.</summary>
    public Task<long> RowsAsync() => RowsAsync("queued OR sequence IS NOT NULL");

    /// <summary>How many rows there are, also of what has ended.</summary>
    public Task<long> AllRowsAsync() => RowsAsync("TRUE");

    private Task<long> RowsAsync(string condition) => database.RunAsync(connection => connection.QuerySingle<long>(
        $"SELECT count(*) FROM inbox WHERE site = @site AND \"user\" = @user AND ({condition})", new { site = Site, user }));

    /// <summary>Fails unless the counts are those of the rows.</summary>
    public async Task CheckCountsAsync()
    {
        var state = Context.State;
        Assert.Equal(await AuditAsync(), (state.Unread, state.Unseen, state.Total));
        var stored = await store.LoadAsync(Site, user);
        Assert.Equal((stored.Version, stored.Unread, stored.Unseen, stored.Total), (state.Version, state.Unread, state.Unseen, state.Total));
    }

    /// <summary>Fails unless the counts are those of the rows and no change is missing.</summary>
    public async Task CheckAsync()
    {
        await CheckCountsAsync();
        var sequence = 0L;
        foreach (var update in Told.Where(update => update.Changes.Count > 0))
        {
            Assert.Equal(sequence, update.Previous);
            foreach (var change in update.Changes)
                Assert.Equal(++sequence, change.Sequence);
            Assert.Equal(sequence, update.Position.Sequence);
        }

        Assert.Equal(sequence, Context.State.Version);
    }
}
