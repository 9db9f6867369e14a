using Notifications.Subjects;

namespace Notifications.Live;

/// <summary>Bounds and times of presence.</summary>
public static class PresenceLimits
{
    /// <summary>The most viewers that are named: more than a page can show, and a message of some 7 KB. The count goes on.</summary>
    public const int MaxNamed = 100;

    /// <summary>
    /// The most users that one gateway reports by name for one subject: more than the sessions of a gateway by default, in a message of
    /// about 1 MB. Further ones are counted, for each gateway where they are.
    /// </summary>
    public const int MaxReported = 20_000;

    /// <summary>For how long a gateway gathers changes before it reports them.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    /// <summary>For how long a subject gathers reports before it tells. With <see cref="Gathering"/> and the way it is within a second.</summary>
    public static readonly TimeSpan Telling = TimeSpan.FromMilliseconds(500);

    /// <summary>Who is back within this time, as after a reload or on another gateway, has been there since before.</summary>
    public static readonly TimeSpan Returning = TimeSpan.FromSeconds(15);
}

/// <summary>Who looks at a subject now.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.SubjectPresence")]
public sealed record SubjectPresence
{
    /// <summary>The site of the subject.</summary>
    [Id(0)] public required string Site { get; init; }

    /// <summary>The subject.</summary>
    [Id(1)] public required Subject Subject { get; init; }

    /// <summary>Grows with everything that is told of the subject.</summary>
    [Id(2)] public required long Version { get; init; }

    /// <summary>How many users look at it.</summary>
    [Id(3)] public required int Count { get; init; }

    /// <summary>Some of them, <see cref="PresenceLimits.MaxNamed"/> at most: first those whose tab is in front, then those who came first.</summary>
    [Id(4)] public required IReadOnlyList<SubjectViewer> Viewers { get; init; }

    /// <summary>Whether every gateway that has viewers has said so.</summary>
    [Id(5)] public bool Complete { get; init; }
}

/// <summary>A user who looks at a subject.</summary>
/// <param name="User">Who.</param>
/// <param name="Since">When the first tab was opened of those that were there without a break.</param>
/// <param name="Hidden">Whether all of the user's tabs are hidden.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.SubjectViewer")]
public sealed record SubjectViewer([property: Id(0)] string User, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] bool Hidden);

/// <summary>What one gateway says of its viewers of a subject.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.PresenceReport")]
public sealed record PresenceReport
{
    /// <summary>Grows with every report of the gateway of this subject.</summary>
    [Id(0)] public required long Version { get; init; }

    /// <summary>The report that this one changes; <see langword="null"/> where it is the whole.</summary>
    [Id(1)] public long? Follows { get; init; }

    /// <summary>Whether the gateway has a session that may see who looks.</summary>
    [Id(2)] public bool Wants { get; init; }

    /// <summary>Whether the answer is to say who looks.</summary>
    [Id(3)] public bool Asks { get; init; }

    /// <summary>How many users there are besides those that are named.</summary>
    [Id(4)] public int Unnamed { get; init; }

    /// <summary>The users who came or changed, or all of them.</summary>
    [Id(5)] public IReadOnlyList<SubjectViewer> Present { get; init; } = [];

    /// <summary>The users who left.</summary>
    [Id(6)] public IReadOnlyList<string> Gone { get; init; } = [];
}

/// <summary>What a subject knows of one gateway's viewers.</summary>
/// <param name="Wanted">Whether somebody may see who looks; otherwise there is nothing to report.</param>
/// <param name="Version">The report that it has taken; 0 for none, and the gateway reports the whole.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.PresenceStanding")]
public sealed record PresenceStanding([property: Id(0)] bool Wanted, [property: Id(1)] long Version)
{
    /// <summary>Who looks, where the gateway asked for it and all have reported.</summary>
    [Id(2)] public SubjectPresence? Now { get; init; }
}

/// <summary>A gateway's report of one subject.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.SubjectReport")]
public sealed record SubjectReport
{
    /// <summary>The site of the subject.</summary>
    [Id(0)] public required string Site { get; init; }

    /// <summary>The subject.</summary>
    [Id(1)] public required Subject Subject { get; init; }

    /// <summary>What is said of it.</summary>
    [Id(2)] public required PresenceReport Report { get; init; }
}
