namespace Notifications.Subjects;

/// <summary>What a subject holds back at the moment.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.HeldBack")]
public sealed record HeldBack
{
    /// <summary>The most windows, and the most throttles, of one answer.</summary>
    public const int Most = 200;

    /// <summary>The open windows of digests, the next to end first.</summary>
    [Id(0)] public required IReadOnlyList<OpenWindow> Windows { get; init; }

    /// <summary>The throttles that have counted something, those that withhold most first.</summary>
    [Id(1)] public required IReadOnlyList<Throttled> Throttled { get; init; }

    /// <summary>Whether there are more than are listed.</summary>
    [Id(2)] public bool More { get; init; }
}

/// <summary>An open window of a digest.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.OpenWindow")]
public sealed record OpenWindow
{
    /// <summary>The rule.</summary>
    [Id(0)] public required string Rule { get; init; }

    /// <summary>The digest's key.</summary>
    [Id(1)] public required string Key { get; init; }

    /// <summary>When the first notification, which went out at once, opened it.</summary>
    [Id(2)] public required DateTimeOffset Opened { get; init; }

    /// <summary>When what is held goes out.</summary>
    [Id(3)] public required DateTimeOffset Ends { get; init; }

    /// <summary>The users whose window it is.</summary>
    [Id(4)] public required IReadOnlyList<string> Users { get; init; }

    /// <summary>Whether it is the window of the viewers who are not named, too.</summary>
    [Id(5)] public bool Viewers { get; init; }

    /// <summary>The titles of what is held, oldest first.</summary>
    [Id(6)] public required IReadOnlyList<string> Held { get; init; }
}

/// <summary>What a throttle has counted for one recipient.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.Throttled")]
public sealed record Throttled
{
    /// <summary>The rule.</summary>
    [Id(0)] public required string Rule { get; init; }

    /// <summary>The throttle's key.</summary>
    [Id(1)] public required string Key { get; init; }

    /// <summary>The user; <see langword="null"/> for the viewers who are not named.</summary>
    [Id(2)] public string? User { get; init; }

    /// <summary>How many went out within the period that was looked at last.</summary>
    [Id(3)] public int Sent { get; init; }

    /// <summary>How many were withheld since the last one that went out.</summary>
    [Id(4)] public int Withheld { get; init; }

    /// <summary>When the last one was sent or withheld.</summary>
    [Id(5)] public DateTimeOffset Newest { get; init; }
}
