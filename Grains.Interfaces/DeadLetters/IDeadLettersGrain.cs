namespace Notifications.DeadLetters;

/// <summary>The dead letters of a site. Its key is the site's name.</summary>
[Alias("notifications.IDeadLettersGrain")]
public interface IDeadLettersGrain : IGrainWithStringKey
{
    /// <summary>Adds one, or counts it once more where one of this id is there.</summary>
    [Alias("Add")]
    Task Add(DeadLetter letter);

    /// <summary>Lists them, newest first, without bodies.</summary>
    [Alias("List")]
    Task<IReadOnlyList<DeadLetter>> List(DeadLetterQuery query);

    /// <summary>One of them, with its body; <see langword="null"/> where there is none.</summary>
    [Alias("Find")]
    Task<DeadLetter?> Find(string id);

    /// <summary>Takes one out; <see langword="false"/> where there was none.</summary>
    [Alias("Discard")]
    Task<bool> Discard(string id);

    /// <summary>Takes out what could not be delivered to a user, and answers with how many there were.</summary>
    [Alias("DiscardOf")]
    Task<int> DiscardOf(string user);

    /// <summary>
    /// Sends again what ended within the cluster: an event is decided once more, a notification is delivered once more. What worked
    /// is taken out; otherwise its reason is renewed. A refused hook is read by whoever takes hooks.
    /// </summary>
    [Alias("SendAgain")]
    Task<SentAgain> SendAgain(string id);
}

/// <summary>What became of a dead letter that was sent again.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it did not work, for people.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.SentAgain")]
public sealed record SentAgain([property: Id(0)] SendingOutcome Outcome, [property: Id(1)] string? Reason = null);

/// <summary>What became of a dead letter that was sent again.</summary>
[Alias("notifications.SendingOutcome")]
public enum SendingOutcome
{
    /// <summary>It worked, and the letter is gone.</summary>
    Sent,

    /// <summary>It ended in the same place; the letter has the new reason.</summary>
    Failed,

    /// <summary>There is nothing that could be sent.</summary>
    Impossible,

    /// <summary>There is no such letter.</summary>
    Unknown,
}
