namespace Notifications.DeadLetters;

/// <summary>Something that could not be taken, decided or delivered, kept for an operator.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.DeadLetter")]
public sealed record DeadLetter
{
    /// <summary>The most bytes of <see cref="Body"/>; what is longer is cut and can't be sent again.</summary>
    public const int MaxBody = 256 * 1024;

    /// <summary>Identifies it within its site; the same for what fails in the same way again.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The site.</summary>
    [Id(1)] public required string Site { get; init; }

    /// <summary>The source that sent it.</summary>
    [Id(2)] public required string Source { get; init; }

    /// <summary>Where on the way it ended.</summary>
    [Id(3)] public required DeadLetterKind Kind { get; init; }

    /// <summary>Why, for people.</summary>
    [Id(4)] public required string Reason { get; init; }

    /// <summary>Where in the body, where that is known.</summary>
    [Id(5)] public string? Place { get; init; }

    /// <summary>When it ended here the last time.</summary>
    [Id(6)] public required DateTimeOffset At { get; init; }

    /// <summary>How often it ended here.</summary>
    [Id(7)] public int Times { get; init; } = 1;

    /// <summary>What it is about, where known, written as a subject.</summary>
    [Id(8)] public string? Subject { get; init; }

    /// <summary>The event's sequence within its subject, for what is in the event log.</summary>
    [Id(9)] public long? Sequence { get; init; }

    /// <summary>Whose it is, for what could not be delivered.</summary>
    [Id(10)] public string? User { get; init; }

    /// <summary>The notification's id, for what could not be delivered.</summary>
    [Id(11)] public string? Notification { get; init; }

    /// <summary>What was sent, or the event's data; cut to <see cref="MaxBody"/>.</summary>
    [Id(12)] public byte[]? Body { get; init; }

    /// <summary>Whether <see cref="Body"/> is not all of it.</summary>
    [Id(13)] public bool IsCut { get; init; }

    /// <summary>The headers that say how to read the body; never signatures or secrets.</summary>
    [Id(14)] public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The letter with a body, cut to <see cref="MaxBody"/>.</summary>
    public DeadLetter WithBody(ReadOnlyMemory<byte> body) =>
        this with { Body = body[..Math.Min(body.Length, MaxBody)].ToArray(), IsCut = body.Length > MaxBody };
}

/// <summary>Where on the way something ended.</summary>
[Alias("notifications.DeadLetterKind")]
public enum DeadLetterKind
{
    /// <summary>A signed hook that can't be read as an event.</summary>
    Refused,

    /// <summary>An event that was committed and can't be decided.</summary>
    NotDecided,

    /// <summary>A notification that can't be delivered to its user context.</summary>
    NotDelivered,
}
