using Notifications.Subjects;

namespace Notifications.Rules;

/// <summary>What an operator asks about calls to backend logic. Its key is a site.</summary>
[Alias("notifications.IBackendCallsGrain")]
public interface IBackendCallsGrain : IGrainWithStringKey
{
    /// <summary>The most calls of one answer.</summary>
    const int MaxLimit = 500;

    /// <summary>The site's calls, newest first.</summary>
    /// <param name="state">Only those in this state.</param>
    /// <param name="rule">Only those of this rule.</param>
    /// <param name="limit">The most calls to answer, up to <see cref="MaxLimit"/>.</param>
    [Alias("List")]
    Task<IReadOnlyList<BackendCallStatus>> List(BackendCallState? state, string? rule, int limit);

    /// <summary>Makes a failed call once more, with all its tries; <see langword="false"/> where there is none with this id.</summary>
    [Alias("Retry")]
    Task<bool> Retry(string id);
}

/// <summary>How far a call to backend logic has come.</summary>
[Alias("notifications.BackendCallState")]
public enum BackendCallState
{
    /// <summary>It is tried, or will be.</summary>
    Pending,

    /// <summary>It was answered, and what the answer told is in the event log.</summary>
    Done,

    /// <summary>It was given up.</summary>
    Failed,
}

/// <summary>How a call to backend logic stands.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.BackendCallStatus")]
public sealed record BackendCallStatus
{
    /// <summary>Identifies the call; an endpoint gets it as <c>webhook-id</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The rule that asks.</summary>
    [Id(1)] public required string Rule { get; init; }

    /// <summary>The rule's version.</summary>
    [Id(2)] public required string RuleVersion { get; init; }

    /// <summary>Who is asked: <c>function:key</c> or <c>endpoint:key</c>.</summary>
    [Id(3)] public required string Target { get; init; }

    /// <summary>The source of the event.</summary>
    [Id(4)] public required string Source { get; init; }

    /// <summary>The event's id within its source.</summary>
    [Id(5)] public required string EventId { get; init; }

    /// <summary>What the event is about.</summary>
    [Id(6)] public required Subject Subject { get; init; }

    /// <summary>How far the call has come.</summary>
    [Id(7)] public required BackendCallState State { get; init; }

    /// <summary>The tries that were begun.</summary>
    [Id(8)] public required int Tries { get; init; }

    /// <summary>When it is tried again, or counts as lost while a try is under way; <see langword="null"/> where it is not.</summary>
    [Id(9)] public DateTimeOffset? NextTry { get; init; }

    /// <summary>Why the last try failed.</summary>
    [Id(10)] public string? LastError { get; init; }

    /// <summary>When it was noted.</summary>
    [Id(11)] public required DateTimeOffset Created { get; init; }

    /// <summary>When its state last changed.</summary>
    [Id(12)] public required DateTimeOffset Changed { get; init; }
}
