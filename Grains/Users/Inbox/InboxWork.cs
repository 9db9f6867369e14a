using Notifications.Subjects;

namespace Notifications.Users.Inbox;

/// <summary>What is done to an inbox. All of it may be done again.</summary>
public abstract record InboxWork
{
    /// <summary>The most ids that one change names; more are told as a <see cref="UserChangeKind.Reset"/>.</summary>
    public const int MaxListed = 200;

    private InboxWork()
    {
    }

    /// <summary>
    /// Takes notifications from the queue into the inbox. What waits no more, is gone or waits in another revision is passed over.
    /// </summary>
    /// <param name="Deliveries">In their order.</param>
    public sealed record Deliver(IReadOnlyList<Delivery> Deliveries) : InboxWork;

    /// <summary>Does what a user wants.</summary>
    /// <param name="Order">To which notifications, the newest first.</param>
    /// <param name="Limit">The most of them: see <see cref="ContextCommitted.Last"/>.</param>
    /// <param name="MaxSaved">The most that are saved.</param>
    public sealed record Apply(InboxOrder Order, int Limit, int MaxSaved) : InboxWork;

    /// <summary>
    /// Notes that flags were displayed: what is in the inbox is seen, and what waits to be kept only if nobody saw it waits no more.
    /// Those that can't be noted are answered as <see cref="ContextCommitted.Unknown"/>.
    /// </summary>
    /// <param name="Flags">The flags, each id once.</param>
    public sealed record Receive(IReadOnlyList<DisplayedFlag> Flags) : InboxWork;

    /// <summary>Brings back what is snoozed until the time of the commit, to the top and unseen.</summary>
    /// <param name="Limit">The most.</param>
    public sealed record Wake(int Limit) : InboxWork;

    /// <summary>Deletes what is too old or too much, the oldest first; nothing that is saved or waits to be delivered again.</summary>
    /// <param name="ArrivedBefore">What arrived before is too old.</param>
    /// <param name="MaxItems">The most that stay.</param>
    /// <param name="Limit">The most that are deleted.</param>
    public sealed record Trim(DateTimeOffset ArrivedBefore, long MaxItems, int Limit) : InboxWork;

    /// <summary>Deletes what is about a subject, or about what is in it, also where it waits to be delivered.</summary>
    /// <param name="Subject">The subject, or the project or space.</param>
    /// <param name="Before">Only what has a smaller sequence.</param>
    /// <param name="Limit">The most, the newest first: see <see cref="ContextCommitted.Last"/>.</param>
    public sealed record Withdraw(Subject Subject, long? Before, int Limit) : InboxWork;

    /// <summary>Deletes everything of an erased user; makes no change.</summary>
    /// <param name="Limit">The most that are deleted.</param>
    public sealed record Clear(int Limit) : InboxWork;
}

/// <summary>A flag that was displayed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Revision">Its revision; <see langword="null"/> where that is not known.</param>
public sealed record DisplayedFlag(string Id, long? Revision);

/// <summary>A notification to take into an inbox.</summary>
/// <param name="Notification">The notification.</param>
/// <param name="IsKept">Whether the user wants it; what is not wanted gets no further.</param>
/// <param name="IsSeen">Whether it was displayed already.</param>
/// <param name="IsQuiet">Whether no flag of it was shown because it was quiet.</param>
public sealed record Delivery(KeptNotification Notification, bool IsKept, bool IsSeen, bool IsQuiet);
