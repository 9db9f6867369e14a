using System.Text.Json;
using Notifications.Events;
using Notifications.Subjects;

namespace Notifications.Storage.Events;

/// <summary>A row of the table <c>event</c>, as it is read.</summary>
internal sealed class EventRow
{
    public required string Site { get; init; }
    public required string Source { get; init; }
    public required string Id { get; init; }
    public required string Type { get; init; }
    public string? Subject { get; init; }
    public long Sequence { get; init; }
    public long Time { get; init; }
    public long Accepted { get; init; }
    public bool SelfGenerated { get; init; }
    public string? Actor { get; init; }
    public required byte[] Data { get; init; }

    /// <summary>The event, where the query names its subject.</summary>
    public LoggedEvent ToLoggedEvent() => ToLoggedEvent(ReadSubject(Subject));

    public LoggedEvent ToLoggedEvent(Subject subject) => new(
        Sequence,
        DateTimeOffset.FromUnixTimeMilliseconds(Accepted),
        new Event
        {
            Site = Site,
            Source = Source,
            Id = Id,
            Type = Type,
            Subject = subject,
            Time = DateTimeOffset.FromUnixTimeMilliseconds(Time),
            SelfGenerated = SelfGenerated,
            Actor = Actor is null ? null : JsonSerializer.Deserialize<Actor>(Actor),
            Data = Data,
        });

    public static Subject ReadSubject(string? text) => Notifications.Subjects.Subject.TryParse(text, out var subject)
        ? subject
        : throw new EventLogUnavailableException($"The event log holds '{text}', which is no subject.");
}
