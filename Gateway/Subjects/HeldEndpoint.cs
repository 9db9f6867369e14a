using Microsoft.AspNetCore.Http.HttpResults;
using Notifications.Api;
using Notifications.Cluster;

namespace Notifications.Subjects;

/// <summary>Shows an operator what a subject holds back.</summary>
internal static class HeldEndpoint
{
    public static void MapHeld(this RouteGroupBuilder api) => api.MapGet("/subjects/{subject}/held", AnswerAsync)
        .RequireAuthorization(ApiRoles.Operator)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .WithTags("Subjects")
        .WithSummary("What a subject holds back: open windows of digests, and what throttles have counted.");

    private static async Task<Results<Ok<HeldBack>, ProblemHttpResult>> AnswerAsync(string subject, ApiCaller caller, EventGrains grains) =>
        Subject.TryParse(subject, out var parsed)
            ? TypedResults.Ok(await grains.HeldAsync(caller.Site, parsed))
            : TypedResults.Problem(
                $"'{subject}' is not a subject. Write source:kind:id, such as jira:issue:ABC-12.", statusCode: StatusCodes.Status400BadRequest);
}
