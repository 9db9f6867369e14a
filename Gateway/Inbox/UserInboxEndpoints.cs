using Notifications.Api;
using Notifications.Cluster;
using Notifications.Http;
using Notifications.Live;
using Notifications.Users.Identities;
using Notifications.Users.Preferences;

namespace Notifications.Inbox;

/// <summary>People's inboxes, as operators see and correct them.</summary>
internal static class UserInboxEndpoints
{
    public static void MapUserInboxes(this RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users/{user}")
            .RequireAuthorization(ApiRoles.Operator)
            .WithTags("Users")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        users.MapGet("/inbox", ListAsync).WithSummary("A page of a person's inbox, newest first.");
        users.MapGet("/preferences/effective", EffectiveAsync).WithSummary("What a person's preferences make of a notification now, and why.");
        users.MapPost("/withdrawals", WithdrawAsync).Accepts<WithdrawalRequest>("application/json")
            .WithSummary("Takes what is about a subject out of a person's inbox, who may not see it any more.");
    }

    private static async Task<WirePage> ListAsync(
        ApiCaller caller, string user, [AsParameters] InboxParameters parameters, UserInboxes inboxes, InboxCalls calls)
    {
        var request = parameters.ToRequest();
        return await calls.ListAsync(await inboxes.OfAsync(caller, user, "has read the inbox of", parameters.ToLocales()), request);
    }

    private static async Task<WireEffective> EffectiveAsync(
        ApiCaller caller, string user, [AsParameters] EffectiveParameters parameters, UserInboxes inboxes, InboxCalls calls)
    {
        var request = parameters.ToRequest();
        return await calls.EffectiveAsync(await inboxes.OfAsync(caller, user, "has read the preferences of"), request);
    }

    private static async Task<Withdrawal> WithdrawAsync(ApiCaller caller, string user, HttpRequest request, UserInboxes inboxes, InboxCalls calls)
    {
        var withdrawal = await RequestJson.ReadAsync<WithdrawalRequest>(request);
        return new Withdrawal(await calls.WithdrawAsync(await inboxes.OfAsync(caller, user, "has withdrawn from the inbox of"), withdrawal.Subject));
    }
}

/// <summary>Finds the inbox of a user whom an operator names, and notes who looked.</summary>
internal sealed class UserInboxes(IdentityGrains identities, Audit audit)
{
    /// <summary>A user id, or another name of a user.</summary>
    /// <exception cref="RefusedException">It can't be one.</exception>
    public static string UserId(string user) => Identifier.Of(IdentifierKind.Sub, user) is { Value: var id } && PlainText.Is(id)
        ? id
        : throw RefusedException.At("user", $"Give a user id: 1 to {Identifier.MaxLength} characters, none of them a control character.");

    public async Task<InboxOwner> OfAsync(ApiCaller caller, string user, string what, PreferredLocales? locales = null)
    {
        var owner = new InboxOwner(caller.Site, await identities.ResolveAsync(caller.Site, UserId(user)), locales ?? PreferredLocales.None);
        audit.Person(caller, what, owner.User);
        return owner;
    }
}

/// <summary>What an operator takes out of an inbox.</summary>
/// <param name="Subject">What the notifications are about.</param>
internal sealed record WithdrawalRequest(string? Subject = null);

/// <summary>What a withdrawal did.</summary>
/// <param name="Withdrawn">How many notifications left the inbox.</param>
internal sealed record Withdrawal(long Withdrawn);
