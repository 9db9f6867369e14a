namespace Notifications.Users.Inbox;

/// <summary>Another activation writes the user's context: this one has ended, and its successor takes the call.</summary>
public sealed class ContextFencedException(string user)
    : Exception($"The context of {user} is written by another activation.");
