using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Notifications.Rules.Backend;

/// <summary>The way from event grains to the runner. It is bounded, and handing over waits for nobody.</summary>
internal sealed partial class BackendQueue(
    IOptions<BackendOptions> options, BackendMetrics metrics, TimeProvider time, ILogger<BackendQueue> logger)
{
    private readonly ILogger<BackendQueue> _logger = logger;
    private readonly Channel<BackendCall> _calls = Channel.CreateBounded<BackendCall>(
        new BoundedChannelOptions(options.Value.Calls.MaxWaiting) { SingleReader = true });

    private TaskCompletionSource _wake = NewWake();

    public void Hand(IReadOnlyList<BackendCall> calls)
    {
        foreach (var call in calls)
        {
            if (_calls.Writer.TryWrite(call))
                continue;
            metrics.Dropped(call.Target, 1);
            LogDropped(call.Target, call.Rule, call.Event.Id, call.Event.Source);
        }

        if (calls.Count > 0)
            Wake();
    }

    /// <summary>Makes the runner look.</summary>
    public void Wake() => Volatile.Read(ref _wake).TrySetResult();

    public bool TryTake(out BackendCall? call) => _calls.Reader.TryRead(out call);

    /// <summary>Waits for <see cref="Wake"/> or a time. Whoever looks after this misses nothing.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        try
        {
            await _wake.Task.WaitAsync(atMost, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Time to look without being told.
        }

        Volatile.Write(ref _wake, NewWake());
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(LogLevel.Error, "{Target} is not asked for rule {Rule} about event {EventId} of {Source}: too many calls wait.")]
    private partial void LogDropped(string target, string rule, string eventId, string source);
}
