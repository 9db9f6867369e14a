using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Notifications.Api;
using Notifications.Cluster;
using Notifications.Users.Identities;

namespace Notifications.Users;

/// <summary>A person's data, for operators: all of it at once, gone, or allowed again. <c>docs/people.md</c> describes it.</summary>
internal static class PersonEndpoints
{
    public static RouteGroupBuilder MapPersons(this RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users/{user}").RequireAuthorization(ApiRoles.Operator).WithTags("People");
        users.MapGet("/data", ExportAsync).WithSummary("Everything that is kept of a person, as one JSON object.")
            .Produces<object>(StatusCodes.Status200OK, MediaTypeNames.Application.Json);
        users.MapDelete("/data", EraseAsync).WithSummary("Erases a person, whose inbox stays empty from now on.");
        users.MapPost("/readmission", ReadmitAsync).WithSummary("Lets a person who was erased have an inbox and names again.");
        return api;
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ExportAsync(
        ApiCaller caller, string user, IdentityGrains identities, PersonExport export, CancellationToken cancellationToken)
    {
        if (Identifier.Of(IdentifierKind.Sub, user) is null)
            return Refused(user);
        var write = await export.OpenAsync(caller.Site, await identities.ResolveAsync(caller.Site, user), cancellationToken);
        return TypedResults.Stream(write, MediaTypeNames.Application.Json);
    }

    private static async Task<Results<Ok<ErasedPerson>, ProblemHttpResult>> EraseAsync(
        ApiCaller caller, string user, IdentityGrains identities, Persons persons, DeadLetterGrains letters, CancellationToken cancellationToken)
    {
        if (Identifier.Of(IdentifierKind.Sub, user) is null)
            return Refused(user);
        var (site, id) = (caller.Site, await identities.ResolveAsync(caller.Site, user));
        // The names first: what an event says of the person from now on finds nobody.
        var names = await persons.EraseNamesAsync(site, id);
        await persons.EraseContextAsync(site, id);
        // Before the names were known as one person's, something may have been kept under another.
        var others = 0;
        foreach (var other in names.Select(name => name.Value).Distinct(StringComparer.Ordinal).Where(other => other != id))
        {
            if ((await persons.InboxAsync(site, other, before: null, limit: 1, cancellationToken)).Items.Count == 0)
                continue;
            await persons.EraseContextAsync(site, other);
            others++;
        }

        return TypedResults.Ok(new ErasedPerson(id, names.Count, 1 + others, await letters.DiscardOfAsync(site, id)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ReadmitAsync(ApiCaller caller, string user, Persons persons) =>
        Identifier.Of(IdentifierKind.Sub, user) is null ? Refused(user)
        : await persons.ReadmitAsync(caller.Site, user) ? TypedResults.NoContent()
        : TypedResults.Problem($"Nobody was erased as '{user}'. Give the user id that the erasure answered.", statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult Refused(string user) => TypedResults.Problem(
        $"'{user}' can't be a user id: at most {Identifier.MaxLength} characters, none of them a control character.",
        statusCode: StatusCodes.Status400BadRequest);
}

/// <summary>What was erased.</summary>
/// <param name="User">The user id, by which the person can be readmitted.</param>
/// <param name="Identifiers">How many names were forgotten.</param>
/// <param name="Inboxes">How many inboxes were emptied, with their preferences.</param>
/// <param name="DeadLetters">How many dead letters were discarded.</param>
internal sealed record ErasedPerson(string User, int Identifiers, int Inboxes, int DeadLetters);
