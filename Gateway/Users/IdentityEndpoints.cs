using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Notifications.Api;
using Notifications.Cluster;
using Notifications.Inbox;
using Notifications.Users.Identities;

namespace Notifications.Users;

/// <summary>Who is who, as operators see and decide it.</summary>
internal static class IdentityEndpoints
{
    private const string Malformed = "Give a name of at most 255 characters, without control characters; an e-mail address has an @.";

    public static void MapIdentities(this RouteGroupBuilder api)
    {
        var identities = api.MapGroup("/identities").RequireAuthorization(ApiRoles.Operator).WithTags("Identities");
        identities.MapPut("/{user}", SetAsync).Accepts<IdentityRequest>(MediaTypeNames.Application.Json).ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Says what the names of a user are; they are taken from whoever has them.");
        identities.MapGet("/{user}", (ApiCaller caller, string user, IdentityGrains grains) => FindAsync(caller, IdentifierKind.Sub, user, grains))
            .WithSummary("A user's names.");
        identities.MapGet("/", AskAsync).WithSummary("Whose a name is: ?accountId=…, or another kind of name.");
        identities.MapDelete("/{user}", RemoveAsync).WithSummary("Forgets a user's names; events may teach them again.");
        identities.MapGet("/contradictions", ContradictionsAsync).WithSummary("What events said of persons and was not believed, newest first.");
    }

    private static async Task<Results<Ok<IdentityView>, ProblemHttpResult>> SetAsync(
        ApiCaller caller, string user, HttpRequest request, IdentityGrains grains)
    {
        if (Identifier.Of(IdentifierKind.Sub, user) is null)
            return Refused($"'{user}' can't be a user id. {Malformed}");
        if ((await RequestJson.ReadAsync<IdentityRequest>(request)).Identifiers is not { Count: <= Identity.MaxIdentifiers } written)
            return Refused($"Give 'identifiers': a list of at most {Identity.MaxIdentifiers}.");
        if (NullEntries.Find("identifiers", written) is { } wrong)
            return Refused(wrong.ToString());
        var names = new List<Identifier>();
        foreach (var (kind, value) in written)
        {
            if (IdentifierWords.KindOf(kind) is not { } known)
                return Refused($"'kind' can't be '{kind}'. It is one of {IdentifierWords.List}.");
            if (Identifier.Of(known, value) is not { } name)
                return Refused($"'{value}' can't be a name of the kind '{kind}'. {Malformed}");
            names.Add(name);
        }

        var answer = await grains.SetAsync(caller.Site, user, names);
        return answer.Identity is { } identity
            ? TypedResults.Ok(IdentityView.Of(identity))
            : TypedResults.Problem(answer.Refusal, statusCode: StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<IdentityView>, ProblemHttpResult>> AskAsync(ApiCaller caller, HttpRequest request, IdentityGrains grains)
    {
        if (request.Query.Count != 1 || request.Query.Single() is not { Value: [{ } value] } asked || IdentifierWords.KindOf(asked.Key) is not { } kind)
            return Refused($"Ask for one name by its kind, as ?accountId=…. The kinds are {IdentifierWords.List}.");
        return await FindAsync(caller, kind, value, grains);
    }

    private static async Task<Results<Ok<IdentityView>, ProblemHttpResult>> FindAsync(
        ApiCaller caller, IdentifierKind kind, string value, IdentityGrains grains)
    {
        if (Identifier.Of(kind, value) is not { } name)
            return Refused(Malformed);
        return await grains.FindAsync(caller.Site, name) is { } identity
            ? TypedResults.Ok(IdentityView.Of(identity))
            : Unknown(value);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(ApiCaller caller, string user, IdentityGrains grains) =>
        await grains.RemoveAsync(caller.Site, user) ? TypedResults.NoContent() : Unknown(user);

    private static async Task<IEnumerable<ContradictionView>> ContradictionsAsync(ApiCaller caller, IdentityGrains grains) =>
        (await grains.ContradictionsAsync(caller.Site)).Select(ContradictionView.Of);

    private static ProblemHttpResult Refused(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    private static ProblemHttpResult Unknown(string name) =>
        TypedResults.Problem($"Nobody is known as '{name}'.", statusCode: StatusCodes.Status404NotFound);
}
