using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Notifications.Live;

/// <summary>Bounds how often a session calls, so that none takes its gateway or its user's context from the others.</summary>
internal sealed class CallLimits(IOptions<HubOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<Session> _limiter =
        PartitionedRateLimiter.Create<Session, Session>(session => RateLimitPartition.GetTokenBucketLimiter(session, _ => Bucket(options.Value)));

    /// <summary>How often one caller may call, by hub or by REST.</summary>
    public static TokenBucketRateLimiterOptions Bucket(HubOptions options) => new()
    {
        TokenLimit = options.MaxCallsAtOnce,
        TokensPerPeriod = options.CallsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    };

    /// <summary>Whether a session may make one more call now.</summary>
    public bool MayCall(Session session)
    {
        using var lease = _limiter.AttemptAcquire(session);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
