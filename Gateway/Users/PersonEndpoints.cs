using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Notifications.Api;
using Notifications.Cluster;
using Notifications.Inbox;
using Notifications.Tokens;
using Notifications.Users.Erasing;

namespace Notifications.Users;

/// <summary>A person's data, for operators: all of it at once, gone, or allowed again. <c>docs/people.md</c> describes it.</summary>
internal static class PersonEndpoints
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    public static RouteGroupBuilder MapPersons(this RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users/{user}")
            .RequireAuthorization(ApiRoles.Operator)
            .WithTags("Users")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        users.MapGet("/data", ExportAsync).WithSummary("Everything that is kept of a person, as one JSON object.")
            .Produces<object>(StatusCodes.Status200OK, MediaTypeNames.Application.Json);
        users.MapDelete("/data", EraseAsync).WithSummary("Erases a person, for whom nothing is kept from now on.");
        users.MapPost("/readmission", ReadmitAsync).WithSummary("Lets a person who was erased have an inbox and names again.");
        return api;
    }

    private static async Task<PushStreamHttpResult> ExportAsync(
        ApiCaller caller, string user, UserInboxes users, PersonExport export, CancellationToken cancellationToken)
    {
        var owner = await users.OfAsync(caller, user, "exports what is kept of");
        var write = await export.OpenAsync(owner.Site, owner.User, cancellationToken);
        return TypedResults.Stream(write, MediaTypeNames.Application.Json);
    }

    private static async Task<Results<Ok<ErasedPerson>, Accepted<ErasedPerson>, ProblemHttpResult>> EraseAsync(
        ApiCaller caller, string user, HttpResponse response, Persons persons, Audit audit)
    {
        var known = await persons.EraseAsync(caller.Site, UserInboxes.UserId(user));
        audit.Person(caller, known is null ? "wanted to erase" : "erases", known?.User ?? user);
        if (known is not { } erasure)
            return CodedProblem.Of(StatusCodes.Status404NotFound, "person_unknown", $"Nothing is known of anybody by the name '{user}', so that nothing was erased.");
        var view = ErasedPerson.Of(erasure, user);
        if (erasure.Done is not null)
            return TypedResults.Ok(view);
        response.Headers.RetryAfter = AskAgain.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Accepted((string?)null, view);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ReadmitAsync(ApiCaller caller, string user, Persons persons, Audit audit)
    {
        var outcome = await persons.ReadmitAsync(caller.Site, UserInboxes.UserId(user));
        audit.Person(caller, outcome == Readmission.Done ? "readmitted" : "wanted to readmit", user);
        return outcome switch
        {
            Readmission.Done => TypedResults.NoContent(),
            Readmission.TooEarly => CodedProblem.Of(
                StatusCodes.Status409Conflict, "erasure_under_way", "Not everything of this person is erased yet. Ask again in a while."),
            _ => CodedProblem.Of(StatusCodes.Status404NotFound, "person_unknown", $"Nobody of the name '{user}' was erased."),
        };
    }
}

/// <summary>What is erased, or was.</summary>
/// <param name="User">A name by which the person can be readmitted.</param>
/// <param name="State"><c>done</c>, or <c>underWay</c>.</param>
/// <param name="Begun">When it was begun.</param>
/// <param name="Done">When it was done.</param>
/// <param name="Identifiers">How many names there were.</param>
/// <param name="Inboxes">Under how many of them there was an inbox, or preferences.</param>
/// <param name="Notifications">How many notifications there were, also those that waited for delivery.</param>
/// <param name="DeadLetters">How many dead letters there were.</param>
internal sealed record ErasedPerson(
    string User, string State, DateTimeOffset Begun, DateTimeOffset? Done, long Identifiers, long Inboxes, long Notifications, long DeadLetters)
{
    public static ErasedPerson Of(Erasure erasure, string name) => new(
        erasure.User ?? name, erasure.Done is null ? "underWay" : "done", erasure.Begun, erasure.Done,
        erasure.Identifiers, erasure.Inboxes, erasure.Notifications, erasure.DeadLetters);
}
