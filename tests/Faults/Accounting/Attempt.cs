namespace Notifications.Tests.Faults.Accounting;

/// <summary>How an attempt ended, as far as the one who made it knows.</summary>
internal enum Outcome
{
    /// <summary>It was answered with 200 or 202, an operation with its result.</summary>
    Ok,

    /// <summary>It was answered with 4xx, or nobody was there to be asked: nothing may come of it.</summary>
    Refused,

    /// <summary>It was answered with 503: it could not be committed in time, and nobody promises that it was not.</summary>
    Unavailable,

    /// <summary>The connection broke, or no answer came.</summary>
    Unknown,
}

/// <summary>One attempt to deliver a hook.</summary>
/// <param name="Began">The step of the journal before the request left.</param>
/// <param name="Ended">The step after its end.</param>
/// <param name="Detail">The status, or what broke.</param>
internal sealed record Attempt(int Hook, long Began, long Ended, Outcome Outcome, string Detail);

/// <summary>What a user did to notifications of the inbox.</summary>
/// <param name="Name">An operation of the wire, or <c>open</c>: what is about <paramref name="Subject"/> is read.</param>
/// <param name="Ids">What it was done to for certain.</param>
/// <param name="Subject">It may have been done to whatever is about this too, where it is not <see langword="null"/>.</param>
internal sealed record Operation(
    string User, string Name, IReadOnlyList<string> Ids, string? Subject, long Began, long Ended, Outcome Outcome);
