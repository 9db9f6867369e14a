namespace Notifications.Live;

/// <summary>The message <c>presence</c>: who looks at a subject now.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Viewers">Some of them: first those whose tab is in front, then those who came first.</param>
/// <param name="Count">How many users there are.</param>
internal sealed record PresenceMessage(string Subject, IReadOnlyList<WireViewer> Viewers, int Count)
{
    internal static PresenceMessage Of(SubjectPresence presence) => new(
        presence.Subject.ToString(), [.. presence.Viewers.Select(viewer => new WireViewer(viewer.User, viewer.Since, viewer.Hidden))], presence.Count);
}

/// <summary>A user who looks at a subject.</summary>
/// <param name="User">Who.</param>
/// <param name="Since">Since when.</param>
/// <param name="Hidden">Whether all of the user's tabs are hidden.</param>
internal sealed record WireViewer(string User, DateTimeOffset Since, bool Hidden);

/// <summary>What the browser passes to <c>visibility</c>.</summary>
/// <param name="Hidden">Whether the tab is hidden.</param>
internal sealed record VisibilityRequest(bool Hidden);
