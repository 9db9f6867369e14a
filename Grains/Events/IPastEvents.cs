using Notifications.Subjects;

namespace Notifications.Events;

/// <summary>
/// Reads what the event log took earlier. Each call reads one bounded page, ends within moments and holds up no writer; it
/// never writes.
/// </summary>
public interface IPastEvents
{
    /// <summary>Lists the events of a range in the order in which they were accepted: which subject each is about, and no more.</summary>
    /// <param name="range">Which events.</param>
    /// <param name="after">The last place of the page before; <see langword="null"/> to begin.</param>
    /// <param name="limit">The most events of a page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EventLogUnavailableException">The log could not be read; trying again is safe.</exception>
    Task<IReadOnlyList<PastPlace>> ListAsync(PastRange range, PastPlace? after, int limit, CancellationToken cancellationToken);

    /// <summary>Reads one subject's events of a range, in the order of their sequences.</summary>
    /// <param name="range">Which events.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="after">The last sequence of the page before; 0 to begin.</param>
    /// <param name="limit">The most events of a page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EventLogUnavailableException">The log could not be read; trying again is safe.</exception>
    Task<IReadOnlyList<LoggedEvent>> ReadAsync(
        PastRange range, Subject subject, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Reads the events of a subject that came right before one of them, oldest first, without those of <see cref="Event.OwnSource"/>.</summary>
    /// <param name="site">The subject's site.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="sequence">The sequence before which to read.</param>
    /// <param name="limit">The most events to read.</param>
    /// <param name="maxBytes">The most bytes of data that they may have together.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EventLogUnavailableException">The log could not be read; trying again is safe.</exception>
    Task<IReadOnlyList<LoggedEvent>> ReadBeforeAsync(
        string site, Subject subject, long sequence, int limit, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Finds a site's events of an id: one at most for each source.</summary>
    /// <param name="site">The site.</param>
    /// <param name="id">The event's id within its source.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EventLogUnavailableException">The log could not be read; trying again is safe.</exception>
    Task<IReadOnlyList<LoggedEvent>> FindAsync(string site, string id, CancellationToken cancellationToken);
}

/// <summary>Some of a site's events.</summary>
/// <param name="Site">The site.</param>
/// <param name="From">Events that were accepted before are left out.</param>
/// <param name="To">Events that were accepted then or later are left out.</param>
/// <param name="Subjects">Only events of these subjects; those of all where it is empty. One that ends with <c>*</c> stands for
/// all that begin with what is before it: <c>jira:issue:ABC-*</c> is a project.</param>
public sealed record PastRange(string Site, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string> Subjects);

/// <summary>Where an event is in the log. Places are ordered by <paramref name="Accepted"/>, then by <paramref name="Position"/>.</summary>
/// <param name="Accepted">When the log took it.</param>
/// <param name="Position">Its number in the log.</param>
/// <param name="Subject">What it is about.</param>
public sealed record PastPlace(DateTimeOffset Accepted, long Position, Subject Subject);
