using Notifications.Rules.Notifying;

namespace Notifications.Rules.Backend;

/// <summary>Some backend logic, wherever it is.</summary>
internal interface IBackend
{
    BackendTarget Target { get; }

    /// <summary>How long one try may take.</summary>
    TimeSpan Timeout { get; }

    /// <summary>The most tries at once.</summary>
    int Parallelism { get; }

    /// <summary>Whether the rules of a site may ask it.</summary>
    bool Serves(string site);

    /// <summary>Makes one try.</summary>
    /// <exception cref="RetryLaterException">It wants to be asked again later.</exception>
    Task<BackendVerdict> AskAsync(ClaimedCall call, CancellationToken cancellationToken);
}

/// <summary>An answer that was checked.</summary>
/// <param name="Notices">What is told.</param>
/// <param name="SendsNotify">Whether what the rule's <c>notify</c> says is told too.</param>
internal sealed record BackendVerdict(IReadOnlyList<Notice> Notices, bool SendsNotify)
{
    /// <summary>The most notifications of one answer.</summary>
    public const int MaxNotices = 20;

    public static BackendVerdict None { get; } = new([], SendsNotify: false);
}

/// <summary>A try failed for a reason that the operator can read.</summary>
internal sealed class BackendFailedException(string message) : Exception(message);
