using Microsoft.AspNetCore.Http.HttpResults;
using Notifications.Api;
using Notifications.Cluster;
using Notifications.Live;

namespace Notifications.Subjects;

/// <summary>Shows an operator who looks at a subject.</summary>
internal static class PresenceEndpoint
{
    public static void MapPresence(this RouteGroupBuilder api) => api.MapGet("/subjects/{subject}/presence", AnswerAsync)
        .RequireAuthorization(ApiRoles.Operator)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .WithTags("Subjects")
        .WithSummary("Who looks at a subject now: how many, and up to 100 by name, with since when and whether all of their tabs are hidden.");

    private static async Task<Results<Ok<PresenceMessage>, ProblemHttpResult>> AnswerAsync(
        string subject, ApiCaller caller, EventGrains grains, CancellationToken cancellationToken) =>
        Subject.TryParse(subject, out var parsed)
            ? TypedResults.Ok(PresenceMessage.Of(await grains.PresenceAsync(caller.Site, parsed, cancellationToken)))
            : TypedResults.Problem(
                $"'{subject}' is not a subject. Write source:kind:id, such as jira:issue:ABC-12.", statusCode: StatusCodes.Status400BadRequest);
}
