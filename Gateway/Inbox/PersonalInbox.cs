using Notifications.Cluster;
using Notifications.Live;
using Notifications.Tokens;
using Notifications.Users;
using Notifications.Users.Inbox;

namespace Notifications.Inbox;

/// <summary>Finds the inbox of whoever calls by REST.</summary>
internal sealed class PersonalInbox(IdentityGrains identities)
{
    public async Task<InboxOwner> OfAsync(RealtimeCaller caller, PreferredLocales? locales = null) =>
        new(caller.Site, await identities.ResolveAsync(caller.Site, caller.Sub), locales ?? PreferredLocales.None);
}

/// <summary>A person's own inbox by REST.</summary>
internal static class PersonalInboxEndpoints
{
    public static void MapPersonalInbox(this RouteGroupBuilder personal)
    {
        personal.MapGet("/inbox", ListAsync).WithSummary("A page of the inbox, newest first.");
        personal.MapPost("/inbox/changes", ChangeAsync).Accepts<ChangeRequest>("application/json")
            .WithSummary("Sees, reads, archives, snoozes or saves notifications, by ids or all of a view.");
        personal.MapGet("/counts", CountsAsync).WithSummary("How many notifications are unread, and unseen.");
    }

    private static async Task<WirePage> ListAsync(
        RealtimeCaller caller, [AsParameters] InboxParameters parameters, PersonalInbox inbox, InboxCalls calls)
    {
        var request = parameters.ToRequest();
        return await calls.ListAsync(await inbox.OfAsync(caller, parameters.ToLocales()), request);
    }

    private static async Task<InboxChanged> ChangeAsync(RealtimeCaller caller, HttpRequest request, PersonalInbox inbox, InboxCalls calls)
    {
        var change = await RequestJson.ReadAsync<ChangeRequest>(request);
        return await calls.ChangeAsync(await inbox.OfAsync(caller), change);
    }

    private static async Task<UserCounts> CountsAsync(RealtimeCaller caller, PersonalInbox inbox, InboxCalls calls) =>
        await calls.CountsAsync(await inbox.OfAsync(caller));
}
