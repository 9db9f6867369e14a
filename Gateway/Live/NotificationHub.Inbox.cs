using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Notifications.Inbox;
using Notifications.Subjects;
using Notifications.Tokens;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;

namespace Notifications.Live;

/// <summary>The inbox and preferences of the session's user; <c>docs/inbox.md</c> is the contract.</summary>
internal sealed partial class NotificationHub
{
    /// <summary>Reads a page of the inbox.</summary>
    /// <exception cref="HubException">Refused; the message begins with the code.</exception>
    public Task<WirePage> Inbox(JsonElement request) =>
        PersonalAsync(owner => inboxes.ListAsync(owner, RequestJson.Read<ListRequest>(request)));

    /// <summary>Changes notifications of the inbox.</summary>
    /// <exception cref="HubException">Refused; the message begins with the code.</exception>
    public Task<InboxChanged> Change(JsonElement request) =>
        PersonalAsync(owner => inboxes.ChangeAsync(owner, RequestJson.Read<ChangeRequest>(request)));

    /// <summary>What changed since a position.</summary>
    /// <exception cref="HubException">Refused; the message begins with the code.</exception>
    public Task<InboxMissed> Changes(JsonElement request) => PersonalAsync(async _ =>
    {
        var after = Fields.Position(RequestJson.Read<ChangesRequest>(request).Position, "$.position");
        return await users.MissedAsync(Session, Session.Token!, after) with { Preferences = null };
    });

    /// <summary>Says which flags were displayed, or closed by the user.</summary>
    /// <exception cref="HubException">Refused; the message begins with the code.</exception>
    public Task Acknowledge(JsonElement request) => AnswerAsync([Permissions.Inbox, Permissions.Flags], async owner =>
    {
        var displayed = RequestJson.Read<AcknowledgeRequest>(request);
        await inboxes.AcknowledgeAsync(owner, displayed);
        users.Acknowledged(Session.Token!, displayed.Ids ?? []);
        return true;
    });

    /// <summary>The user's preferences.</summary>
    /// <exception cref="HubException">Refused; the message begins with the code.</exception>
    public Task<WirePreferences> Preferences(JsonElement request) => PersonalAsync(inboxes.PreferencesAsync);

    /// <summary>Replaces the user's preferences.</summary>
    /// <exception cref="HubException">Refused; the message begins with the code.</exception>
    public Task<WirePreferences> SetPreferences(JsonElement request) => PersonalAsync(owner =>
        inboxes.SetPreferencesAsync(owner, RequestJson.Read<SetPreferencesRequest>(request).Preferences, "$.preferences"));

    /// <summary>Mutes a subject, or a project or space.</summary>
    /// <exception cref="HubException">Refused; the message begins with the code.</exception>
    public Task<WirePreferences> Mute(JsonElement request) =>
        PersonalAsync(owner => inboxes.MuteAsync(owner, RequestJson.Read<MuteRequest>(request)));

    /// <summary>Ends that.</summary>
    /// <exception cref="HubException">Refused; the message begins with the code.</exception>
    public Task<WirePreferences> Unmute(JsonElement request) =>
        PersonalAsync(owner => inboxes.UnmuteAsync(owner, RequestJson.Read<UnmuteRequest>(request)));

    /// <summary>What would become of a notification, and why.</summary>
    /// <exception cref="HubException">Refused; the message begins with the code.</exception>
    public Task<WireEffective> Effective(JsonElement request) =>
        PersonalAsync(owner => inboxes.EffectiveAsync(owner, RequestJson.Read<EffectiveRequest>(request)));

    private Task<T> PersonalAsync<T>(Func<InboxOwner, Task<T>> call) => AnswerAsync([Permissions.Inbox], call);

    /// <summary>Authorises by one of some permissions, bounds, and then calls.</summary>
    private async Task<T> AnswerAsync<T>(string[] permissions, Func<InboxOwner, Task<T>> call)
    {
        var token = Attached();
        if (!permissions.Any(token.Permissions.Contains))
            throw Refused(Refusals.PermissionMissing, $"The token lacks the permission '{permissions[0]}'.");
        Bound();
        try
        {
            return await CallAsync(() => call(new InboxOwner(token.Site, token.User, Session.Locales)));
        }
        catch (RefusedException e)
        {
            throw Refused(e.Code, e.Place is null ? e.Message : $"{e.Place}: {e.Message}");
        }
    }

    private void Bound()
    {
        if (!limits.MayCall(Session))
            throw Refused(Refusals.TooManyCalls, "Call again in a second, and not that often.");
    }

    /// <summary>Reads what is about a subject that its user opens. Nobody waits for it: what is lost stays unread.</summary>
    private void Open(SessionToken token, Subject subject)
    {
        var log = logger;
        _ = contexts.OpenedAsync(token.Site, token.User, subject).ContinueWith(
            opened => LogNotOpened(log, token.Site, subject.ToString(), opened.Exception!.GetBaseException().Message),
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}
