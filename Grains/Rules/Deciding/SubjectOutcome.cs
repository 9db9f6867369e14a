using Notifications.Events;
using Notifications.Live;
using Notifications.Rules.Backend;
using Notifications.Rules.Recording;
using Notifications.Subjects;

namespace Notifications.Rules.Deciding;

/// <summary>What follows from an event of a subject: to be shown and kept now.</summary>
/// <param name="Decisions">What each rule said.</param>
/// <param name="Live">For the live lane.</param>
/// <param name="Kept">For the kept lane.</param>
internal sealed record SubjectOutcome(
    IReadOnlyList<Decision> Decisions, IReadOnlyList<AddressedFlag> Live, IReadOnlyList<KeptFlag> Kept)
{
    /// <summary>The calls to backend logic that are to be made.</summary>
    public IReadOnlyList<BackendCall> Calls { get; init; } = [];

    /// <summary>The project or space in which the event happened; none where nobody is told.</summary>
    public IReadOnlyList<Subject> Places { get; init; } = [];

    /// <summary>The source by whose name people know an event: of one that the product made itself, that of its subject.</summary>
    public static string SourceOf(Event @event) => OwnEvents.IsOwn(@event) ? @event.Subject.Source : @event.Source;

    public static SubjectOutcome Nothing { get; } = new([], [], []);
}

/// <summary>A notification and the person in whose inbox it belongs.</summary>
internal sealed record KeptFlag(Recipient Recipient, Flag Flag);
