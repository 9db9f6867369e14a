using Notifications.DeadLetters;
using Notifications.Events;
using Notifications.Users;

namespace Notifications.Subjects.Dispatching;

/// <summary>What follows from an event, on its way to where it outlives a crash.</summary>
/// <param name="Logged">The event.</param>
/// <param name="Kept">What is kept, and for whom.</param>
internal sealed record Handed(LoggedEvent Logged, IReadOnlyList<(string User, KeptNotification Notification)> Kept)
{
    /// <summary>Ends when its calls to backend logic are noted.</summary>
    public Task Noted { get; init; } = Task.CompletedTask;

    /// <summary>Ends when what it changed of what is held back is written.</summary>
    public Task Held { get; init; } = Task.CompletedTask;

    /// <summary>What is kept for an operator where it could not be decided, or something of it not be written.</summary>
    public DeadLetter? Letter { get; init; }
}
