using Dapper;
using Notifications.Subjects;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>
/// Which rows of one inbox, as conditions of a statement. There may be several, which exclude each other: each is the
/// beginning of an index, in whose order a page is read, where one condition with OR would be a search through everything.
/// </summary>
/// <remarks>
/// SQLite takes <c>column = FALSE</c> into an index and <c>NOT column</c> not. The first is written where an index is meant,
/// the second where one would lead it astray.
/// </remarks>
internal sealed class InboxCondition
{
    private static readonly string[] Shelves = [Shelf("FALSE", "FALSE"), Shelf("TRUE", "FALSE"), Shelf("FALSE", "TRUE")];

    private static readonly string[] NotRead = [New("FALSE", "FALSE"), New("FALSE", "TRUE")];

    private static readonly string[] NotSeen = [New("FALSE", "FALSE"), New("TRUE", "FALSE")];

    private static readonly string[] NotReadOrSeen = [.. NotRead, New("TRUE", "FALSE")];

    private readonly List<string> _all = ["inbox.site = @site", "inbox.\"user\" = @user", "inbox.sequence IS NOT NULL"];

    private InboxCondition(string site, string user) => (Parameters["site"], Parameters["user"]) = (site, user);

    /// <summary>Their parameters.</summary>
    public Dictionary<string, object?> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>The conditions.</summary>
    public IReadOnlyList<string> Branches { get; private set; } = [];

    /// <summary>Those of a page.</summary>
    public static InboxCondition Of(string site, string user, InboxQuery query) => new InboxCondition(site, user).With(query, null);

    /// <summary>Those that an order changes.</summary>
    public static InboxCondition Of(string site, string user, InboxOrder order, SqlDatabase database)
    {
        var condition = new InboxCondition(site, user);
        condition._all.Add(WouldChange(order.Operation));
        if (order.Operation == InboxOperation.Snooze)
            (condition.Parameters["until"], condition.Parameters["for"]) = (UnixTime.Of(order.Until) ?? 0, order.For ?? "");
        if (order.Ids is not { } ids)
            return condition.With(order.All ?? new InboxQuery(), order.Operation);
        condition.Parameters["ids"] = ids.ToArray();
        condition.Branches = [condition.And($"inbox.id {database.Among("@ids")}")];
        return condition;
    }

    /// <summary>Those that are about a subject, or about what is in it.</summary>
    public static InboxCondition OfAll(string site, string user, Subject about, long? before)
    {
        var condition = new InboxCondition(site, user);
        condition._all.Add("(inbox.subject = @about OR replace(inbox.places, @place, '') <> inbox.places)");
        (condition.Parameters["about"], condition.Parameters["place"]) = (about.ToString(), WordList.One(about.ToString()));
        return condition.With(new InboxQuery { View = InboxView.All, Before = before }, null);
    }

    /// <summary>
    /// The newest <c>@most</c> of all of them, as a query. Each branch is read in the order of its index, and no further than needed.
    /// </summary>
    public string Newest(string columns) => string.Join(" UNION ALL ", Branches.Select((branch, i) =>
        $"SELECT * FROM (SELECT {columns} FROM inbox WHERE {branch} ORDER BY inbox.sequence DESC LIMIT @most) AS p{i}"))
        + " ORDER BY \"Sequence\" DESC LIMIT @most";

    /// <summary>The parameters and others, for Dapper.</summary>
    public DynamicParameters With(params (string Name, object? Value)[] more)
    {
        var parameters = new DynamicParameters(Parameters);
        foreach (var (name, value) in more)
            parameters.Add(name, value);
        return parameters;
    }

    private InboxCondition With(InboxQuery query, InboxOperation? operation)
    {
        Filter("inbox.source = @source", "source", query.Source);
        Filter("inbox.rule = @rule", "rule", query.Rule);
        Filter("inbox.type = @type", "type", (long?)query.Type);
        Filter("inbox.sequence < @before", "before", query.Before);
        Filter("replace(inbox.reasons, @reason, '') <> inbox.reasons", "reason", query.Reason is { } reason ? WordList.One(reason) : null);
        if (Plain(query.View) is { } plain)
            _all.Add(plain);
        if (query.Subject is { } subject)
        {
            Parameters["subject"] = subject.ToString();
            Branches = [And("inbox.subject = @subject")];
        }
        else
        {
            Branches = [.. ByIndex(query.View, operation).Select(And)];
        }

        return this;
    }

    private string And(string condition) => $"{string.Join(" AND ", _all)} AND {condition}";

    private void Filter(string condition, string name, object? value)
    {
        if (value is null)
            return;
        _all.Add(condition);
        Parameters[name] = value;
    }

    private static string[] ByIndex(InboxView view, InboxOperation? operation) => (view, operation) switch
    {
        (InboxView.Saved, _) => ["inbox.saved = TRUE"],
        (InboxView.Unseen, _) or (_, InboxOperation.Seen) => NotSeen,
        (InboxView.Unread, _) => NotRead,
        (_, InboxOperation.Read) => NotReadOrSeen,
        (InboxView.Inbox, _) => [Shelves[0]],
        (InboxView.Archived, _) => [Shelves[1]],
        (InboxView.Snoozed, _) => [Shelves[2]],
        _ => Shelves,
    };

    private static string? Plain(InboxView view) => view switch
    {
        InboxView.Inbox => "NOT inbox.archived AND NOT inbox.snoozed",
        InboxView.Unread => "NOT inbox.archived AND NOT inbox.snoozed AND NOT inbox.read",
        InboxView.Unseen => "NOT inbox.archived AND NOT inbox.snoozed AND NOT inbox.seen",
        InboxView.Archived => "inbox.archived AND NOT inbox.snoozed",
        InboxView.Snoozed => "NOT inbox.archived AND inbox.snoozed",
        InboxView.Saved => "inbox.saved",
        _ => null,
    };

    private static string WouldChange(InboxOperation operation) => operation switch
    {
        InboxOperation.Seen => "NOT inbox.seen",
        InboxOperation.Read => "(NOT inbox.read OR NOT inbox.seen)",
        InboxOperation.Unread => "inbox.read",
        InboxOperation.Archive => "NOT inbox.archived",
        InboxOperation.Unarchive => "inbox.archived",
        InboxOperation.Snooze =>
            "(NOT inbox.snoozed OR coalesce(inbox.snoozed_until, 0) <> @until OR coalesce(inbox.snoozed_for, '') <> @for)",
        InboxOperation.Unsnooze => "inbox.snoozed",
        InboxOperation.Save => "NOT inbox.saved",
        InboxOperation.Unsave => "inbox.saved",
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private static string Shelf(string archived, string snoozed) => $"inbox.archived = {archived} AND inbox.snoozed = {snoozed}";

    // The last part is the index's own condition.
    private static string New(string read, string seen) =>
        $"inbox.read = {read} AND inbox.seen = {seen} AND (inbox.read = FALSE OR inbox.seen = FALSE)";
}
