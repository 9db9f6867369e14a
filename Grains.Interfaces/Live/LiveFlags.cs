using Notifications.Subjects;

namespace Notifications.Live;

/// <summary>The live flags of one event, as they go from the event grain to a gateway.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.LiveFlags")]
public sealed record LiveFlags
{
    /// <summary>The most flags of one event.</summary>
    public const int MaxFlags = 64;

    /// <summary>The site of the subject.</summary>
    [Id(0)] public required string Site { get; init; }

    /// <summary>The subject whose viewers may see them.</summary>
    [Id(1)] public required Subject Subject { get; init; }

    /// <summary>The position of this event.</summary>
    [Id(2)] public required LivePosition Position { get; init; }

    /// <summary>The sequence of the flags before these; a gateway that stands elsewhere has missed something.</summary>
    [Id(3)] public required long Previous { get; init; }

    /// <summary>The flags, each with those who may see it.</summary>
    [Id(4)] public required IReadOnlyList<AddressedFlag> Flags { get; init; }

    /// <summary>The source of the event.</summary>
    [Id(5)] public string Source { get; init; } = "";

    /// <summary>The project or space in which the subject is.</summary>
    [Id(6)] public IReadOnlyList<Subject> Places { get; init; } = [];
}

/// <summary>A flag and the sessions of its subject that may show it.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.AddressedFlag")]
public sealed record AddressedFlag
{
    /// <summary>What is shown.</summary>
    [Id(0)] public required Flag Flag { get; init; }

    /// <summary>Whether everybody who views the subject is a recipient.</summary>
    [Id(1)] public bool EveryViewer { get; init; }

    /// <summary>The users who are recipients by name.</summary>
    [Id(2)] public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>The user who is left out of <see cref="EveryViewer"/>: the actor, unless the rule asks for him.</summary>
    [Id(3)] public string? ExceptUser { get; init; }

    /// <summary>More users who are left out of <see cref="EveryViewer"/>: what they are told is another flag, or nothing.</summary>
    [Id(4)] public IReadOnlyList<string> ExceptUsers { get; init; } = [];

    /// <summary>Why each of <see cref="Users"/> is told, in the same order; none where nobody asks.</summary>
    [Id(5)] public IReadOnlyList<IReadOnlyList<string>> Reasons { get; init; } = [];

    /// <summary>Why the user at an index of <see cref="Users"/> is told.</summary>
    public IReadOnlyList<string> ReasonsOf(int index) => index < Reasons.Count ? Reasons[index] : [];

    /// <summary>Whether a session of this user may show the flag.</summary>
    public bool IsFor(string user) =>
        (EveryViewer && user != ExceptUser && !Contains(ExceptUsers, user)) || Contains(Users, user);

    private static bool Contains(IReadOnlyList<string> users, string user)
    {
        foreach (var one in users)
        {
            if (one == user)
                return true;
        }

        return false;
    }
}

/// <summary>What a gateway or session missed.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.LiveReplay")]
public sealed record LiveReplay
{
    /// <summary>Where the subject stands now.</summary>
    [Id(0)] public required LivePosition Position { get; init; }

    /// <summary>
    /// Whether <see cref="Missed"/> is everything after the position asked for. If not, that position is of another
    /// epoch or older than the ring, what is left of it is in <see cref="Missed"/>, and the session must take a fresh look.
    /// </summary>
    [Id(1)] public required bool Complete { get; init; }

    /// <summary>What came after the position asked for, oldest first.</summary>
    [Id(2)] public required IReadOnlyList<LiveFlags> Missed { get; init; }

    /// <summary>The silo on which the event grain is, where that is known.</summary>
    [Id(3)] public SiloAddress? Silo { get; init; }

    /// <summary>What the event grain knows of the gateway's viewers, where a gateway announced itself.</summary>
    [Id(4)] public PresenceStanding? Presence { get; init; }
}
