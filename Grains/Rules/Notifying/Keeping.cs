namespace Notifications.Rules.Notifying;

/// <summary>Whether recipients who are known by name find a notification in their inbox.</summary>
internal enum Keeping
{
    Never,
    Always,

    /// <summary>If none of their sessions acknowledges its flag in time.</summary>
    WhenAway,
}
