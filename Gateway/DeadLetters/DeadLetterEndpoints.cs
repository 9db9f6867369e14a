using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Notifications.Api;
using Notifications.Cluster;

namespace Notifications.DeadLetters;

/// <summary>Dead letters, for operators; <c>docs/dead-letters.md</c> describes them.</summary>
internal static class DeadLetterEndpoints
{
    private const int DefaultLimit = 50;

    /// <summary>The most of one call.</summary>
    private const int MaxIds = 100;

    public static RouteGroupBuilder MapDeadLetters(this RouteGroupBuilder api)
    {
        var letters = api.MapGroup("/dead-letters").RequireAuthorization(ApiRoles.Operator).WithTags("Dead letters");
        letters.MapGet("", ListAsync).WithSummary("What could not be taken, decided or delivered, newest first, without bodies.");
        letters.MapGet("/{id}", FindAsync).WithSummary("One of them, with its body.");
        letters.MapPost("/{id}/send-again", SendAsync).WithSummary("Sends one again; it is gone when that worked.");
        letters.MapPost("/send-again", SendManyAsync).WithSummary("Sends some again, one after the other.");
        letters.MapDelete("/{id}", DiscardAsync).WithSummary("Discards one.");
        letters.MapPost("/discard", DiscardManyAsync).WithSummary("Discards some.");
        return api;
    }

    private static async Task<Results<Ok<DeadLetterList>, ProblemHttpResult>> ListAsync(
        ApiCaller caller, DeadLetterGrains letters, CancellationToken cancellationToken,
        [Description("refused, notDecided or notDelivered; all where it is left out")] string? kind = null,
        [Description("Of this source only")] string? source = null,
        [Description("About this subject only")] string? subject = null,
        [Description("Of this user only")] string? user = null,
        [Description("'next' of the page before")] string? cursor = null,
        [Description("How many, 1 to 200")] int limit = DefaultLimit)
    {
        if (limit is < 1 or > DeadLetterQuery.MaxLimit)
            return Refused($"'limit' must be 1 to {DeadLetterQuery.MaxLimit}.");
        DeadLetterKind? wanted = kind switch
        {
            "refused" => DeadLetterKind.Refused,
            "notDecided" => DeadLetterKind.NotDecided,
            "notDelivered" => DeadLetterKind.NotDelivered,
            _ => null,
        };
        if (kind is not null && wanted is null)
            return Refused("'kind' must be refused, notDecided or notDelivered.");
        if (!DeadLetterCursor.TryRead(cursor, out var after))
            return Refused("'cursor' is not one that this list has given. Leave it out to begin.");
        var found = await letters.ListAsync(
            caller.Site, new DeadLetterQuery { Kind = wanted, Source = source, Subject = subject, User = user, After = after, Limit = limit }, cancellationToken);
        return TypedResults.Ok(new DeadLetterList(
            [.. found.Select(DeadLetterView.Of)], found.Count == limit ? DeadLetterCursor.Of(found[^1]) : null));
    }

    private static async Task<Results<Ok<DeadLetterView>, ProblemHttpResult>> FindAsync(
        string id, ApiCaller caller, DeadLetterGrains letters, CancellationToken cancellationToken) =>
        await letters.FindAsync(caller.Site, id, cancellationToken) is { } letter ? TypedResults.Ok(DeadLetterView.Of(letter)) : Unknown(id);

    private static async Task<Results<Ok<DeadLetterResult>, ProblemHttpResult>> SendAsync(
        string id, ApiCaller caller, DeadLetterSending sending, CancellationToken cancellationToken)
    {
        var sent = await sending.SendAsync(caller.Site, id, cancellationToken);
        return sent.Outcome switch
        {
            SendingOutcome.Sent => TypedResults.Ok(ResultOf(id, sent)),
            SendingOutcome.Unknown => Unknown(id),
            SendingOutcome.Impossible => TypedResults.Problem(sent.Reason, statusCode: StatusCodes.Status409Conflict),
            _ => TypedResults.Problem(sent.Reason, statusCode: StatusCodes.Status422UnprocessableEntity),
        };
    }

    private static async Task<Results<Ok<DeadLetterResults>, ProblemHttpResult>> SendManyAsync(
        DeadLetterIds order, ApiCaller caller, DeadLetterSending sending, CancellationToken cancellationToken)
    {
        if (Check(order) is { } refused)
            return refused;
        var results = new List<DeadLetterResult>();
        foreach (var id in order.Ids!)
            results.Add(ResultOf(id, await sending.SendAsync(caller.Site, id, cancellationToken)));
        return TypedResults.Ok(new DeadLetterResults(results));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DiscardAsync(string id, ApiCaller caller, DeadLetterGrains letters) =>
        await letters.DiscardAsync(caller.Site, id) ? TypedResults.NoContent() : Unknown(id);

    private static async Task<Results<Ok<DeadLetterResults>, ProblemHttpResult>> DiscardManyAsync(
        DeadLetterIds order, ApiCaller caller, DeadLetterGrains letters)
    {
        if (Check(order) is { } refused)
            return refused;
        var results = new List<DeadLetterResult>();
        foreach (var id in order.Ids!)
            results.Add(new DeadLetterResult(id, await letters.DiscardAsync(caller.Site, id) ? "discarded" : "unknown"));
        return TypedResults.Ok(new DeadLetterResults(results));
    }

    private static ProblemHttpResult? Check(DeadLetterIds order)
    {
        if (order.Ids is not { Count: > 0 and <= MaxIds } ids)
            return Refused($"Give 'ids': a list of 1 to {MaxIds}.");
        return NullEntries.Find("ids", ids) is { } wrong ? Refused(wrong.ToString()) : null;
    }

    private static DeadLetterResult ResultOf(string id, SentAgain sent) => new(id, sent.Outcome switch
    {
        SendingOutcome.Sent => "sent",
        SendingOutcome.Failed => "failed",
        SendingOutcome.Impossible => "impossible",
        _ => "unknown",
    }, sent.Reason);

    private static ProblemHttpResult Refused(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    private static ProblemHttpResult Unknown(string id) =>
        TypedResults.Problem($"There is no dead letter '{id}'.", statusCode: StatusCodes.Status404NotFound);
}
