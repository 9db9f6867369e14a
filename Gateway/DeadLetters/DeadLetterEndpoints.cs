using System.ComponentModel;
using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Notifications.Api;
using Notifications.Cluster;
using Notifications.Inbox;

namespace Notifications.DeadLetters;

/// <summary>Dead letters, for operators; <c>docs/dead-letters.md</c> describes them.</summary>
internal static class DeadLetterEndpoints
{
    private const string Unavailable = "unavailable";

    /// <summary>The most of one call.</summary>
    private const int MaxIds = 100;

    public static RouteGroupBuilder MapDeadLetters(this RouteGroupBuilder api)
    {
        var letters = api.MapGroup("/dead-letters")
            .RequireAuthorization(ApiRoles.Operator)
            .WithTags("Dead letters")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        letters.MapGet("", ListAsync).WithSummary("What could not be taken, decided or delivered, newest first, without bodies.");
        letters.MapGet("/{id}", FindAsync).WithSummary("One of them, with its body.");
        letters.MapPost("/{id}/send-again", SendAsync).WithSummary("Sends one again; it is gone when that worked.");
        letters.MapPost("/send-again", SendManyAsync).Accepts<DeadLetterIds>(MediaTypeNames.Application.Json).WithSummary("Sends some again, one after the other.");
        letters.MapDelete("/{id}", DiscardAsync).WithSummary("Discards one.");
        letters.MapPost("/discard", DiscardManyAsync).Accepts<DeadLetterIds>(MediaTypeNames.Application.Json).WithSummary("Discards some.");
        return api;
    }

    private static async Task<Ok<DeadLetterList>> ListAsync(
        ApiCaller caller, DeadLetterGrains letters, CancellationToken cancellationToken,
        [Description("refused, notDecided or notDelivered; all where it is left out")] string? kind = null,
        [Description("Of this source only")] string? source = null,
        [Description("About this subject only")] string? subject = null,
        [Description("Of this user only")] string? user = null,
        [Description("'next' of the page before")] string? cursor = null,
        [Description("How many, 1 to 200; 50 where it is left out")] string? limit = null)
    {
        if (!DeadLetterCursor.TryRead(cursor, out var after))
            throw RefusedException.At("$.cursor", "It is not one that this list has given. Leave it out to begin.");
        var query = new DeadLetterQuery
        {
            Kind = Words<DeadLetterKind>.ReadOptional(kind, "$.kind"),
            Source = Fields.Name(source, "$.source"),
            Subject = Fields.OptionalSubject(subject, "$.subject")?.ToString(),
            User = Fields.Name(user, "$.user"),
            After = after,
            Limit = Fields.Number(limit, 1, DeadLetterQuery.MaxLimit, "$.limit") ?? new DeadLetterQuery().Limit,
        };
        var found = await letters.ListAsync(caller.Site, query, cancellationToken);
        return TypedResults.Ok(new DeadLetterList(
            [.. found.Select(DeadLetterView.Of)], found.Count == query.Limit ? DeadLetterCursor.Of(found[^1]) : null));
    }

    private static async Task<Results<Ok<DeadLetterView>, ProblemHttpResult>> FindAsync(
        string id, ApiCaller caller, DeadLetterGrains letters, CancellationToken cancellationToken) =>
        await letters.FindAsync(caller.Site, Id(id), cancellationToken) is { } letter ? TypedResults.Ok(DeadLetterView.Of(letter)) : Unknown(id);

    private static async Task<Results<Ok<DeadLetterResult>, ProblemHttpResult>> SendAsync(
        string id, ApiCaller caller, DeadLetterSending sending, Audit audit, CancellationToken cancellationToken)
    {
        var sent = await sending.SendAsync(caller.Site, Id(id), cancellationToken);
        audit.Letter(caller, "sent again", id, WordOf(sent));
        return sent.Outcome switch
        {
            SendingOutcome.Sent => TypedResults.Ok(ResultOf(id, sent)),
            SendingOutcome.Unknown => Unknown(id),
            SendingOutcome.Impossible => TypedResults.Problem(sent.Reason, statusCode: StatusCodes.Status409Conflict),
            _ => TypedResults.Problem(sent.Reason, statusCode: StatusCodes.Status422UnprocessableEntity),
        };
    }

    private static Task<DeadLetterResults> SendManyAsync(
        HttpRequest request, ApiCaller caller, DeadLetterSending sending, Audit audit, CancellationToken cancellationToken) => EachAsync(
        request, caller, audit, "sent again", async id => ResultOf(id, await sending.SendAsync(caller.Site, id, cancellationToken)));

    private static async Task<Results<NoContent, ProblemHttpResult>> DiscardAsync(string id, ApiCaller caller, DeadLetterGrains letters, Audit audit)
    {
        if (!await letters.DiscardAsync(caller.Site, Id(id)))
            return Unknown(id);
        audit.Letter(caller, "discarded", id, "discarded");
        return TypedResults.NoContent();
    }

    private static Task<DeadLetterResults> DiscardManyAsync(HttpRequest request, ApiCaller caller, DeadLetterGrains letters, Audit audit) => EachAsync(
        request, caller, audit, "discarded", async id => new DeadLetterResult(id, await letters.DiscardAsync(caller.Site, id) ? "discarded" : "unknown"));

    /// <summary>Does something with each. What is done is answered also where the cluster does not answer any more; the rest is not tried then.</summary>
    private static async Task<DeadLetterResults> EachAsync(
        HttpRequest request, ApiCaller caller, Audit audit, string what, Func<string, Task<DeadLetterResult>> work)
    {
        var ids = Fields.Ids((await RequestJson.ReadAsync<DeadLetterIds>(request)).Ids, MaxIds, "$.ids");
        var results = new List<DeadLetterResult>(ids.Count);
        string? failure = null;
        foreach (var id in ids)
        {
            try
            {
                var result = failure is null ? await work(id) : new DeadLetterResult(id, Unavailable, failure);
                if (failure is null)
                    audit.Letter(caller, what, id, result.Outcome);
                results.Add(result);
            }
            catch (ClusterUnavailableException)
            {
                results.Add(new DeadLetterResult(id, Unavailable, "The cluster did not answer in time. Nobody knows what became of it; send it again."));
                failure = "It was not tried, because the cluster does not answer. Send it again.";
            }
        }

        return new DeadLetterResults(results);
    }

    private static string Id(string id) => Fields.RequiredName(id, "id");

    private static DeadLetterResult ResultOf(string id, SentAgain sent) => new(id, WordOf(sent), sent.Reason);

    private static string WordOf(SentAgain sent) => Words<SendingOutcome>.Of(sent.Outcome);

    private static ProblemHttpResult Unknown(string id) =>
        TypedResults.Problem($"There is no dead letter '{id}'.", statusCode: StatusCodes.Status404NotFound);
}
