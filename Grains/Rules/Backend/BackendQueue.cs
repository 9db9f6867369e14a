using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Notifications.Rules.Backend;

/// <summary>The way from event grains to the runner. It is bounded: what has no room waits outside.</summary>
internal sealed class BackendQueue(IOptions<BackendOptions> options, TimeProvider time)
{
    private readonly Channel<HandedCall> _calls = Channel.CreateBounded<HandedCall>(
        new BoundedChannelOptions(options.Value.Calls.MaxWaiting) { SingleReader = true });

    private TaskCompletionSource _wake = NewWake();

    /// <summary>Takes calls; ends when the store has them, or has refused them because too many are pending.</summary>
    public Task HandAsync(IReadOnlyList<BackendCall> calls) =>
        calls.Count == 0 ? Task.CompletedTask : HandAsync([.. calls.Select(call => new HandedCall(call))]);

    /// <summary>Makes the runner look.</summary>
    public void Wake() => Volatile.Read(ref _wake).TrySetResult();

    public bool TryTake(out HandedCall? call) => _calls.Reader.TryRead(out call);

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

    private async Task HandAsync(HandedCall[] calls)
    {
        foreach (var call in calls)
        {
            if (_calls.Writer.TryWrite(call))
                continue;
            Wake();
            await _calls.Writer.WriteAsync(call);
        }

        Wake();
        foreach (var call in calls)
            await call.Noted.Task;
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A call on its way into the store.</summary>
internal sealed record HandedCall(BackendCall Call)
{
    /// <summary>Set when the store has answered.</summary>
    public TaskCompletionSource Noted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
