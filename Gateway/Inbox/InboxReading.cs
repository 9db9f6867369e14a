using Notifications.Live;
using Notifications.Users.Inbox;

namespace Notifications.Inbox;

/// <summary>Makes queries and orders of requests, or refuses them.</summary>
internal static class InboxReading
{
    /// <summary>How long a notification may be out of sight.</summary>
    private static readonly TimeSpan MaxSnooze = TimeSpan.FromDays(2 * 366);

    private static readonly string SnoozeList = string.Join(", ", SnoozeWords.All);

    public static InboxQuery Query(InboxOwner owner, ListRequest request)
    {
        var query = Selection(request, "$") with { Limit = Fields.Number(request.Limit, 1, InboxQuery.MaxLimit, "$.limit") ?? new InboxQuery().Limit };
        return request.Cursor is null ? query : query with { Before = InboxCursor.Read(owner, query, request.Cursor) };
    }

    public static InboxOrder Order(ChangeRequest request, DateTimeOffset now)
    {
        var operation = Words<InboxOperation>.Read(request.Operation, "$.operation");
        if ((request.Ids is null) == (request.All is null))
            throw RefusedException.At("$.ids", "Give either 'ids' or 'all'.");
        var until = Fields.TimeToCome(request.Until, now, MaxSnooze, "$.until");
        if (request.For is { } word && !SnoozeWords.All.Contains(word, StringComparer.Ordinal))
            throw RefusedException.At("$.for", $"'{Quoted.Of(word)}' is not known; it is one of {SnoozeList}.");
        if (operation == InboxOperation.Snooze && until is null && request.For is null)
            throw RefusedException.At("$.until", "Say until when to snooze, or with 'for' until what happens.");
        if (operation != InboxOperation.Snooze && (until is not null || request.For is not null))
            throw RefusedException.At(until is null ? "$.for" : "$.until", "Only 'snooze' takes this.");
        return new InboxOrder
        {
            Operation = operation,
            Ids = request.Ids is null ? null : Fields.Ids(request.Ids, InboxOrder.MaxIds, "$.ids"),
            All = request.All is null ? null : Selection(request.All),
            Until = until,
            For = request.For,
        };
    }

    public static FlagReceipt Receipt(AcknowledgeRequest request)
    {
        var ids = Fields.Ids(request.Ids, FlagReceipt.MaxIds, "$.ids");
        if (request.Revisions is not { } revisions)
            return new FlagReceipt(ids, request.Closed);
        if (revisions.Count != request.Ids!.Count || revisions.Any(revision => revision < 0))
            throw RefusedException.At("$.revisions", "Give one for each of 'ids', and 0 for a flag that has none.");
        var newest = request.Ids.Zip(revisions).GroupBy(flag => flag.First!, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Max(flag => flag.Second), StringComparer.Ordinal);
        return new FlagReceipt(ids, request.Closed) { Revisions = [.. ids.Select(id => newest[id])] };
    }

    private static InboxQuery Selection(SelectionRequest request)
    {
        if (request.Through is < 0 or long.MaxValue)
            throw RefusedException.At("$.all.through", "Give the sequence of a position.");
        return Selection(request, "$.all") with { Before = request.Through + 1 };
    }

    private static InboxQuery Selection(SelectionFields fields, string place) => new()
    {
        View = Words<InboxView>.ReadOptional(fields.View, $"{place}.view") ?? InboxView.Inbox,
        Source = Fields.Name(fields.Source, $"{place}.source"),
        Subject = Fields.OptionalSubject(fields.Subject, $"{place}.subject"),
        Reason = Fields.Name(fields.Reason, $"{place}.reason"),
        Type = Words<FlagType>.ReadOptional(fields.Type, $"{place}.type"),
        Rule = Fields.Name(fields.Rule, $"{place}.rule"),
    };
}
