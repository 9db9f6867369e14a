using Notifications.Subjects;

namespace Notifications.Users;

/// <summary>What is kept of a person and is not in the inbox, for whoever exports it. Its key is made by <see cref="UserKey"/>.</summary>
[Alias("notifications.IPersonalDataGrain")]
public interface IPersonalDataGrain : IGrainWithStringKey
{
    /// <summary>The quiet time in which something came and which has not ended; <see langword="null"/> where there is none.</summary>
    [Alias("Quiet")]
    Task<QuietStanding?> Quiet();

    /// <summary>What is on its way into the inbox, or could not be delivered, page by page.</summary>
    /// <param name="after">The <see cref="WaitingPage.Next"/> of the page before; 0 for the first.</param>
    [Alias("Waiting")]
    Task<WaitingPage> Waiting(long after);

    /// <summary>What rules hold back for a digest, page by page.</summary>
    /// <param name="after">The <see cref="HeldPage.Next"/> of the page before; empty for the first.</param>
    [Alias("Held")]
    Task<HeldPage> Held(string after);
}

/// <summary>A quiet time in which something came.</summary>
/// <param name="Until">When it ends.</param>
/// <param name="Count">How many came; they are in the inbox.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.QuietStanding")]
public sealed record QuietStanding([property: Id(0)] DateTimeOffset Until, [property: Id(1)] long Count);

/// <summary>Some of what waits.</summary>
/// <param name="Items">What can be read of it.</param>
/// <param name="Next">Where the next page begins; <see langword="null"/> on the last.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.WaitingPage")]
public sealed record WaitingPage([property: Id(0)] IReadOnlyList<KeptNotification> Items, [property: Id(1)] long? Next);

/// <summary>Some of what is held back; a page may be empty and not the last.</summary>
/// <param name="Items">What is held.</param>
/// <param name="Next">Where the next page begins; <see langword="null"/> on the last.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.HeldPage")]
public sealed record HeldPage([property: Id(0)] IReadOnlyList<HeldForPerson> Items, [property: Id(1)] string? Next);

/// <summary>A notification that is held back for somebody until a digest.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.HeldForPerson")]
public sealed record HeldForPerson
{
    /// <summary>What it is about.</summary>
    [Id(0)] public required Subject Subject { get; init; }

    /// <summary>The rule.</summary>
    [Id(1)] public required string Rule { get; init; }

    /// <summary>When the digest is due.</summary>
    [Id(2)] public required DateTimeOffset Ends { get; init; }

    /// <summary>Its title.</summary>
    [Id(3)] public required string Title { get; init; }

    /// <summary>Its text.</summary>
    [Id(4)] public string? Description { get; init; }

    /// <summary>When its event happened.</summary>
    [Id(5)] public required DateTimeOffset Time { get; init; }

    /// <summary>Why this person was to be told.</summary>
    [Id(6)] public required IReadOnlyList<string> Reasons { get; init; }
}
