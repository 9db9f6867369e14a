namespace Notifications.DeadLetters;

/// <summary>Which dead letters of a site.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.DeadLetterQuery")]
public sealed record DeadLetterQuery
{
    /// <summary>The most of a page.</summary>
    public const int MaxLimit = 200;

    /// <summary>Of this kind only.</summary>
    [Id(0)] public DeadLetterKind? Kind { get; init; }

    /// <summary>Of this source only.</summary>
    [Id(1)] public string? Source { get; init; }

    /// <summary>About this subject only.</summary>
    [Id(2)] public string? Subject { get; init; }

    /// <summary>Of this user only.</summary>
    [Id(3)] public string? User { get; init; }

    /// <summary>Only what comes after this one, which is older: the last of the page before.</summary>
    [Id(4)] public DeadLetterPlace? After { get; init; }

    /// <summary>The most of this page.</summary>
    [Id(5)] public int Limit { get; init; } = 50;
}

/// <summary>Where a dead letter is in the list.</summary>
/// <param name="At">When it ended there the last time.</param>
/// <param name="Id">Its id.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.DeadLetterPlace")]
public sealed record DeadLetterPlace([property: Id(0)] DateTimeOffset At, [property: Id(1)] string Id);
