namespace Notifications.Publishing;

/// <summary>Takes notifications that a program posts, without an event of a source. Its key is the site.</summary>
[Alias("notifications.IPublishingGrain")]
public interface IPublishingGrain : IGrainWithStringKey
{
    /// <summary>Posts a notification. Posting it again with the same key does nothing more.</summary>
    [Alias("Publish")]
    Task<Published> Publish(Publication publication);
}

/// <summary>What a program posts.</summary>
/// <param name="Publisher">Who posts it.</param>
/// <param name="Key">What makes a repetition of it, chosen by the publisher.</param>
/// <param name="Json">The subject and the notification as UTF-8 JSON.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.Publication")]
public sealed record Publication([property: Id(0)] string Publisher, [property: Id(1)] string Key, [property: Id(2)] byte[] Json);

/// <summary>What became of it.</summary>
/// <param name="EventId">The event that carries it; <see langword="null"/> where it is refused.</param>
/// <param name="People">How many people are told by name.</param>
/// <param name="IsDuplicate">Whether it was posted before.</param>
/// <param name="Errors">Why it is refused, each with line and column; empty where it is not.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.Published")]
public sealed record Published(
    [property: Id(0)] string? EventId, [property: Id(1)] int People, [property: Id(2)] bool IsDuplicate,
    [property: Id(3)] IReadOnlyList<string> Errors);
