using Notifications.Subjects;

namespace Notifications.Events;

/// <summary>The durable, append-only record of every accepted event.</summary>
public interface IEventLog
{
    /// <summary>
    /// Identifies this log for as long as it lives. Sequences of different epochs have nothing to do with each other.
    /// </summary>
    string Epoch { get; }

    /// <summary>
    /// Appends an event to its subject at a sequence that the subject's grain chose. The task ends when the event is
    /// on disk; tasks of one caller end in the order of the calls.
    /// </summary>
    /// <exception cref="SequenceTakenException">Another writer used the sequence: the caller is not the subject's only grain.</exception>
    /// <exception cref="EventLogUnavailableException">Nobody knows whether it was written; trying again is safe.</exception>
    Task<Appended> AppendAsync(Event @event, long sequence);

    /// <summary>Reads the end of a subject's log.</summary>
    /// <param name="site">The subject's site.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="since">Events that were accepted before are not read.</param>
    /// <param name="limit">The most events to read.</param>
    /// <exception cref="EventLogUnavailableException">The log could not be read; trying again is safe.</exception>
    Task<LogTail> ReadTailAsync(string site, Subject subject, DateTimeOffset since, int limit);

    /// <summary>Reads what came after a sequence of a subject, oldest first.</summary>
    /// <param name="site">The subject's site.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="sequence">The sequence before the first event to read.</param>
    /// <param name="limit">The most events to read.</param>
    /// <exception cref="EventLogUnavailableException">The log could not be read; trying again is safe.</exception>
    Task<IReadOnlyList<LoggedEvent>> ReadAfterAsync(string site, Subject subject, long sequence, int limit);

    /// <summary>Reads the events right before a sequence of a subject, oldest first, without those of <see cref="Event.OwnSource"/>.</summary>
    /// <param name="site">The subject's site.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="sequence">The sequence after the last event to read.</param>
    /// <param name="limit">The most events to read.</param>
    /// <param name="maxBytes">The most bytes of data that they may have together.</param>
    /// <exception cref="EventLogUnavailableException">The log could not be read; trying again is safe.</exception>
    Task<IReadOnlyList<LoggedEvent>> ReadBeforeAsync(string site, Subject subject, long sequence, int limit, int maxBytes);

    /// <summary>Reads single events of a subject, in the order of their sequences; those that are not there are left out.</summary>
    /// <exception cref="EventLogUnavailableException">The log could not be read; trying again is safe.</exception>
    Task<IReadOnlyList<LoggedEvent>> ReadAsync(string site, Subject subject, IReadOnlyCollection<long> sequences);
}

/// <summary>What an append did.</summary>
public enum Appended
{
    /// <summary>The event is on disk.</summary>
    Written,

    /// <summary>The site has an event of this source and id already.</summary>
    Duplicate,
}

/// <summary>The end of a subject's log.</summary>
/// <param name="Before">The sequence of the newest event that was not read; 0 where all were.</param>
/// <param name="Events">The newest events, oldest first.</param>
public sealed record LogTail(long Before, IReadOnlyList<LoggedEvent> Events)
{
    /// <summary>The sequence of the subject's newest event; 0 where it has none.</summary>
    public long Last => Events.Count == 0 ? Before : Events[^1].Sequence;
}

/// <summary>An event as the log holds it.</summary>
/// <param name="Sequence">Its place among the events of its subject; grows, with gaps.</param>
/// <param name="Accepted">When the log took it.</param>
/// <param name="Event">The event.</param>
public sealed record LoggedEvent(long Sequence, DateTimeOffset Accepted, Event Event);

/// <summary>Another writer used a subject's sequence.</summary>
public sealed class SequenceTakenException(string subject, long sequence)
    : Exception($"Sequence {sequence} of '{subject}' is taken: another activation of its grain has written.");

/// <summary>The event log cannot be reached or written at the moment.</summary>
public sealed class EventLogUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
