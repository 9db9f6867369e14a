using Dapper;
using Notifications.Storage.Inbox;
using Notifications.Subjects;
using Notifications.Tests.Unit.Storage;
using Notifications.Users.Inbox;
using static Notifications.Tests.Unit.Users.Inbox.UserOfTest;

namespace Notifications.Tests.Unit.Users.Inbox;

/// <summary>How SQLite finds what it is asked for. The plans of PostgreSQL follow its statistics.</summary>
public sealed class PlansOnSqlite() : UserSuite(StoreOn.Sqlite)
{
    [Fact]
    public async Task No_statement_searches_through_everything()
    {
        foreach (var view in Enum.GetValues<InboxView>())
        {
            await PlannedAsync(InboxCondition.Of(Site, "kate", new InboxQuery { View = view }), Index(view));
            await PlannedAsync(Read(new InboxQuery { View = view }), view == InboxView.Saved ? "inbox_saved" : "inbox_unread");
        }

        var subject = new InboxQuery { Subject = new Subject("jira", "issue", "ABC-1") };
        await PlannedAsync(InboxCondition.Of(Site, "kate", subject), "inbox_subject");
        await PlannedAsync(Read(subject), "inbox_subject");
        await PlannedAsync(
            InboxCondition.Of(Site, "kate", new InboxOrder { Operation = InboxOperation.Read, Ids = ["a"] }, Database), "inbox_identity");
    }

    private static string Index(InboxView view) => view switch
    {
        InboxView.Unread or InboxView.Unseen => "inbox_unread",
        InboxView.Saved => "inbox_saved",
        _ => "inbox_list",
    };

    private InboxCondition Read(InboxQuery query) =>
        InboxCondition.Of(Site, "kate", new InboxOrder { Operation = InboxOperation.Read, All = query }, Database);

    /// <summary>Fails unless each branch is found, and put in order, by the index.</summary>
    private Task<int> PlannedAsync(InboxCondition condition, string index) => Database.RunAsync(connection =>
    {
        foreach (var branch in condition.Branches)
        {
            var sorted = index is "inbox_subject" or "inbox_identity" ? "" : "ORDER BY inbox.sequence DESC LIMIT 50";
            var plan = connection.Query($"EXPLAIN QUERY PLAN SELECT inbox.position FROM inbox WHERE {branch} {sorted}", condition.With())
                .Select(row => (string)row.detail).ToArray();
            Assert.Contains($"INDEX {index} ", Assert.Single(plan), StringComparison.Ordinal);
            Assert.StartsWith("SEARCH", plan[0], StringComparison.Ordinal);
        }

        return 0;
    });
}
