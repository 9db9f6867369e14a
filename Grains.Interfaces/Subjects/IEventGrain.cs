using Notifications.DeadLetters;
using Notifications.Events;
using Notifications.Live;
using Orleans.Concurrency;

namespace Notifications.Subjects;

/// <summary>
/// One subject: takes its events, decides what each means, and hands live flags to the gateways that have viewers.
/// Its key is made by <see cref="SubjectKey"/>.
/// </summary>
[Alias("notifications.IEventGrain")]
public interface IEventGrain : IGrainWithStringKey
{
    /// <summary>Appends the event to the log and answers when that is committed. Idempotent by source and id.</summary>
    [Alias("Accept"), AlwaysInterleave]
    Task<Acceptance> Accept(Event @event);

    /// <summary>
    /// Says, or says again within <see cref="LiveLease"/>, that a gateway has viewers of this subject.
    /// Answers with what the gateway missed after <paramref name="after"/>.
    /// </summary>
    [Alias("Watch"), AlwaysInterleave]
    Task<LiveReplay> Watch(AnnouncedGateway gateway, LivePosition? after);

    /// <summary>Says that a gateway has no viewers any more.</summary>
    [Alias("Unwatch"), AlwaysInterleave]
    Task Unwatch(AnnouncedGateway gateway);

    /// <summary>Takes what a gateway says of its viewers, for those who may see it. Nothing of it is stored.</summary>
    [Alias("Report"), AlwaysInterleave]
    Task<PresenceStanding> Report(AnnouncedGateway gateway, PresenceReport report);

    /// <summary>
    /// Who looks at the subject now. The first question has the gateways report; until all have, <see cref="SubjectPresence.Complete"/>
    /// says so.
    /// </summary>
    [Alias("Presence"), AlwaysInterleave]
    Task<SubjectPresence> Presence();

    /// <summary>What came after a position, as far as the ring reaches.</summary>
    [Alias("Replay"), AlwaysInterleave]
    Task<LiveReplay> Replay(LivePosition? after);

    /// <summary>Tells what the digests hold whose windows have ended. Calling it again tells nothing again.</summary>
    [Alias("EndDueWindows"), AlwaysInterleave]
    Task EndDueWindows();

    /// <summary>
    /// Dispatches what was accepted and is not. Answers whether everything is in hand here; if not, another activation takes it up
    /// when it is asked.
    /// </summary>
    [Alias("Resume"), AlwaysInterleave]
    Task<bool> Resume();

    /// <summary>
    /// Decides an event of the log once more by the rules of today, and keeps and asks what follows; nothing is shown live.
    /// Idempotent.
    /// </summary>
    [Alias("DecideAgain"), AlwaysInterleave]
    Task<SentAgain> DecideAgain(long sequence);

    /// <summary>What is held back at the moment.</summary>
    [Alias("Held"), AlwaysInterleave]
    Task<HeldBack> Held();
}

/// <summary>The event grain of an issue.</summary>
[Alias("notifications.IIssueGrain")]
public interface IIssueGrain : IEventGrain;

/// <summary>The event grain of a page or blog post.</summary>
[Alias("notifications.IPageGrain")]
public interface IPageGrain : IEventGrain;

/// <summary>The event grain of any other subject: project, space, board, ….</summary>
[Alias("notifications.ISubjectGrain")]
public interface ISubjectGrain : IEventGrain;

/// <summary>What became of an event that was handed to its grain.</summary>
[Alias("notifications.Acceptance")]
public enum Acceptance
{
    /// <summary>It is committed to the event log.</summary>
    Accepted,

    /// <summary>The log had it already; nothing was done.</summary>
    Duplicate,
}
