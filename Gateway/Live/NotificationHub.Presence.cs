using Microsoft.AspNetCore.SignalR;
using Notifications.Tokens;

namespace Notifications.Live;

/// <summary>Who looks at what; <c>docs/presence.md</c> says who may see it.</summary>
internal sealed partial class NotificationHub
{
    /// <summary>Says whether the session's tab is hidden.</summary>
    /// <exception cref="HubException">Refused; the message begins with the code.</exception>
    public void Visibility(VisibilityRequest request)
    {
        var token = Attached();
        if (!token.Permissions.Contains(Permissions.Flags))
            throw Refused(Refusals.PermissionMissing, $"The token lacks the permission '{Permissions.Flags}'.");
        Bound();
        if (request is null)
            throw Refused(Refusals.RequestMalformed, "$: pass { hidden: true } or { hidden: false }.");
        Session.IsHidden = request.Hidden;
        foreach (var subject in Session.Subjects)
            views.Find(token.Site, subject)?.Presence.Show(Session);
    }
}
