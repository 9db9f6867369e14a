namespace Notifications.Rules.Backend;

/// <summary>The durable list of calls to backend logic. A call that is claimed by nobody who lives comes up again.</summary>
internal interface IBackendCalls
{
    /// <summary>
    /// Adds calls, due at once; those that it has had, also if they are done, are passed over. Answers how many were
    /// refused because too many are pending.
    /// </summary>
    Task<int> AddAsync(IReadOnlyList<BackendCall> calls, int maxPending, DateTimeOffset now);

    /// <summary>When the first pending call of each of these targets is due; targets without any are left out.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> FindDueAsync(IReadOnlyCollection<string> targets);

    /// <summary>Begins a try of calls that are due: until then nobody else gets them.</summary>
    Task<IReadOnlyList<ClaimedCall>> ClaimAsync(string target, int limit, DateTimeOffset now, DateTimeOffset until);

    /// <summary>Notes how a call stands.</summary>
    Task SaveAsync(string id, BackendProgress progress, DateTimeOffset now);

    /// <summary>Gives up the pending calls to targets other than these that nobody has touched since a time.</summary>
    Task GiveUpOthersAsync(IReadOnlyCollection<string> targets, DateTimeOffset untouchedSince, string error, DateTimeOffset now);

    /// <summary>Forgets calls that were done, or failed, before a time, and the oldest failed ones above a number.</summary>
    Task ForgetAsync(DateTimeOffset doneBefore, DateTimeOffset failedBefore, int maxFailed);

    /// <summary>Calls of a site, newest first.</summary>
    Task<IReadOnlyList<BackendCallStatus>> ListAsync(string site, BackendCallState? state, string? rule, int limit);

    /// <summary>Makes a failed call due again, with all its tries; <see langword="false"/> where there is none.</summary>
    Task<bool> RetryAsync(string site, string id, DateTimeOffset now);
}

/// <summary>A call whose next try has begun.</summary>
/// <param name="Call">The call.</param>
/// <param name="Attempt">Which try it is, from 1.</param>
internal sealed record ClaimedCall(BackendCall Call, int Attempt);
