using Notifications.Inbox;
using Notifications.Tokens;

namespace Notifications.Users.Preferences;

/// <summary>A person's own preferences by REST.</summary>
internal static class PersonalPreferences
{
    public static void MapPersonalPreferences(this RouteGroupBuilder personal)
    {
        personal.MapGet("/preferences", GetAsync).WithSummary("How the person wants to be told.");
        personal.MapPut("/preferences", SetAsync).Accepts<WirePreferences>("application/json").WithSummary("Replaces all of it.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        personal.MapPut("/mutes/{subject}", MuteAsync).WithSummary("Mutes a subject, or a project or space; until a time or for good.");
        personal.MapDelete("/mutes/{subject}", UnmuteAsync).WithSummary("Ends that.");
        personal.MapGet("/preferences/effective", EffectiveAsync).WithSummary("What would become of a notification now, and why.");
    }

    private static async Task<WirePreferences> GetAsync(RealtimeCaller caller, PersonalInbox inbox, InboxCalls calls) =>
        await calls.PreferencesAsync(await inbox.OfAsync(caller));

    private static async Task<WirePreferences> SetAsync(RealtimeCaller caller, HttpRequest request, PersonalInbox inbox, InboxCalls calls)
    {
        var preferences = await RequestJson.ReadAsync<WirePreferences>(request);
        return await calls.SetPreferencesAsync(await inbox.OfAsync(caller), preferences, "$");
    }

    private static async Task<WirePreferences> MuteAsync(
        RealtimeCaller caller, string subject, string? until, PersonalInbox inbox, InboxCalls calls) =>
        await calls.MuteAsync(await inbox.OfAsync(caller), new MuteRequest(subject, until));

    private static async Task<WirePreferences> UnmuteAsync(RealtimeCaller caller, string subject, PersonalInbox inbox, InboxCalls calls) =>
        await calls.UnmuteAsync(await inbox.OfAsync(caller), new UnmuteRequest(subject));

    private static async Task<WireEffective> EffectiveAsync(
        RealtimeCaller caller, [AsParameters] EffectiveParameters parameters, PersonalInbox inbox, InboxCalls calls)
    {
        var request = parameters.ToRequest();
        return await calls.EffectiveAsync(await inbox.OfAsync(caller), request);
    }
}
