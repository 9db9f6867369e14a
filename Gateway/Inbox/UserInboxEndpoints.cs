using Notifications.Api;
using Notifications.Cluster;
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
            .AddEndpointFilter<CallFailures>()
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
        return await calls.ListAsync(await inboxes.OfAsync(caller, user, "inbox", parameters.ToLocales()), request);
    }

    private static async Task<WireEffective> EffectiveAsync(
        ApiCaller caller, string user, [AsParameters] EffectiveParameters parameters, UserInboxes inboxes, InboxCalls calls)
    {
        var request = parameters.ToRequest();
        return await calls.EffectiveAsync(await inboxes.OfAsync(caller, user, "preferences"), request);
    }

    private static async Task<Withdrawal> WithdrawAsync(ApiCaller caller, string user, HttpRequest request, UserInboxes inboxes, InboxCalls calls)
    {
        var withdrawal = await RequestJson.ReadAsync<WithdrawalRequest>(request);
        return new Withdrawal(await calls.WithdrawAsync(await inboxes.OfAsync(caller, user, "withdrawals"), withdrawal.Subject));
    }
}

/// <summary>Finds the inbox of a user whom an operator names, and notes who looked.</summary>
internal sealed partial class UserInboxes(IdentityGrains identities, ILogger<UserInboxes> logger)
{
    private readonly ILogger<UserInboxes> _logger = logger;

    public async Task<InboxOwner> OfAsync(ApiCaller caller, string user, string what, PreferredLocales? locales = null)
    {
        if (Identifier.Of(IdentifierKind.Sub, user) is null)
            throw RefusedException.At("user", "Give a user id of at most 255 characters, without control characters.");
        var owner = new InboxOwner(caller.Site, await identities.ResolveAsync(caller.Site, user), locales ?? PreferredLocales.None);
        LogLooked(caller.Name, what, owner.Site, owner.User);
        return owner;
    }
}

/// <summary>What an operator takes out of an inbox.</summary>
/// <param name="Subject">What the notifications are about.</param>
internal sealed record WithdrawalRequest(string? Subject = null);

/// <summary>What a withdrawal did.</summary>
/// <param name="Withdrawn">How many notifications left the inbox.</param>
internal sealed record Withdrawal(long Withdrawn);
