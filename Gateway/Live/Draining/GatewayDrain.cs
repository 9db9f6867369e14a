using Microsoft.Extensions.Options;

namespace Notifications.Live.Draining;

/// <summary>
/// Empties a gateway that stops: it says that it is not ready, and when that was noticed it sends its sessions to other gateways, a
/// few at a time, so that those are not overrun.
/// </summary>
internal sealed partial class GatewayDrain(Sessions sessions, IOptions<HubOptions> options, TimeProvider time, ILogger<GatewayDrain> logger)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly ILogger<GatewayDrain> _logger = logger;
    private volatile bool _hasBegun;

    /// <summary>Whether the gateway is on its way out, and is not to be given anything new.</summary>
    public bool HasBegun => _hasBegun;

    /// <summary>Ends when every session was told to go.</summary>
    public async Task RunAsync(CancellationToken hurry)
    {
        _hasBegun = true;
        LogBegun(sessions.Count);
        await Task.Delay(options.Value.DrainNotice, time, hurry);
        var begin = time.GetTimestamp();
        while (sessions.Count > 0)
        {
            var left = options.Value.Drain - time.GetElapsedTime(begin);
            if (left <= TimeSpan.Zero)
                break;
            sessions.Move((int)Math.Ceiling(sessions.Count * Math.Min(1, Step / left)));
            await Task.Delay(Step * (0.5 + Random.Shared.NextDouble()), time, hurry);
        }

        sessions.Move(int.MaxValue);
        LogEnded(sessions.Count);
    }

    [LoggerMessage(LogLevel.Information, "The gateway stops; its {Sessions} sessions move to others.")]
    private partial void LogBegun(int sessions);

    [LoggerMessage(LogLevel.Information, "The sessions have been told to move; {Sessions} are still there.")]
    private partial void LogEnded(int sessions);
}
