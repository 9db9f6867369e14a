using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.DeadLetters;
using Notifications.Events;
using Notifications.Storage;
using Notifications.Users;

namespace Notifications.Subjects.Dispatching;

/// <summary>
/// Brings what follows from a subject's events to where it outlives a crash, and then notes that they are dispatched. Its grain
/// hands on and goes on; whatever is not noted is handed on again when the grain starts anew.
/// </summary>
/// <remarks>For one grain: nothing here is called from outside its turns.</remarks>
internal sealed partial class SubjectDispatching
{
    /// <summary>The most notifications that are sent together, unless one event makes more.</summary>
    private const int MaxTogether = 256;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly DispatchServices _services;
    private readonly ILogger _logger;
    private readonly HashSet<long> _inHand = [];
    private readonly Queue<Handed> _waiting = new();
    private readonly CancellationToken _ending;
    private readonly Action _end;
    private string _site = "";
    private Subject _subject;
    private Task _sending = Task.CompletedTask;
    private TaskCompletionSource? _emptied;
    private bool _isCounted;

    public SubjectDispatching(DispatchServices services)
    {
        (_services, _logger) = (services, services.Logger);
        // It has no timer and no handle, so that there is nothing to dispose of.
        var ending = new CancellationTokenSource();
        (_ending, _end) = (ending.Token, ending.Cancel);
    }

    /// <summary>Whether the subject must take no more events for now.</summary>
    public bool IsFull => _inHand.Count >= _services.Options.Value.MaxInHand;

    /// <summary>The oldest event that is not dispatched.</summary>
    public long OldestInHand => _inHand.Count == 0 ? long.MaxValue : _inHand.Min();

    /// <summary>Takes up what earlier activations left, and answers with the sequences of it.</summary>
    public async Task<IReadOnlySet<long>> BeginAsync(string site, Subject subject)
    {
        (_site, _subject) = (site, subject);
        var left = await _services.Ledger.ReadAsync(site, subject);
        foreach (var sequence in left)
            Take(sequence);
        return left.ToHashSet();
    }

    /// <summary>
    /// Says that the grain is active. What is in hand is counted from here to <see cref="End"/>: an activation that fails is never
    /// told that it ends.
    /// </summary>
    public void Start()
    {
        _isCounted = true;
        _services.Metrics.InHand(_inHand.Count);
        _services.Metrics.Recovered(_inHand.Count);
    }

    /// <summary>Says that an event is being appended, after which nobody else has to look after it.</summary>
    public void Take(long sequence)
    {
        if (_inHand.Add(sequence) && _isCounted)
            _services.Metrics.InHand(1);
    }

    /// <summary>Says that nothing more is to be done for an event here.</summary>
    public void Release(long sequence)
    {
        if (!_inHand.Remove(sequence))
            return;
        if (_isCounted)
            _services.Metrics.InHand(-1);
        if (_inHand.Count == 0)
            _emptied?.TrySetResult();
    }

    /// <summary>Says that an event was refused because of <see cref="IsFull"/>.</summary>
    public void Refused()
    {
        _services.Metrics.Refused();
        LogFull(_subject, _inHand.Count);
    }

    /// <summary>Whether everything of the subject that is not dispatched is in hand here.</summary>
    /// <param name="last">The newest sequence that the grain has given out.</param>
    public async Task<bool> HasAllInHandAsync(Func<long> last)
    {
        // What is not in hand now and was given out before now does not come in hand later.
        var (before, given) = (_inHand.ToHashSet(), last());
        var left = await _services.Ledger.ReadAsync(_site, _subject);
        return left.All(sequence => sequence <= given ? before.Contains(sequence) : sequence <= last());
    }

    /// <summary>Takes what follows from an event. Never waits, and never fails.</summary>
    public void HandOn(Handed handed)
    {
        if (handed.Kept.Count == 0)
        {
            _ = FinishAsync(handed);
            return;
        }

        _waiting.Enqueue(handed);
        if (_sending.IsCompleted)
            _sending = SendAsync();
    }

    /// <summary>Takes out an event that the log has not any more.</summary>
    public void Forget(long sequence) => _ = MarkAsync(sequence);

    /// <summary>Ends when everything is noted.</summary>
    public Task DrainAsync()
    {
        if (_inHand.Count == 0)
            return Task.CompletedTask;
        _emptied ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _emptied.Task;
    }

    /// <summary>Stops; what is not noted yet is left to the next activation.</summary>
    public void End()
    {
        _end();
        if (_isCounted)
            _services.Metrics.InHand(-_inHand.Count);
        _isCounted = false;
        _inHand.Clear();
    }

    // One at a time, so that each recipient gets them in the order of the events.
    private async Task SendAsync()
    {
        // The event's sender is answered first.
        await Task.Yield();
        while (_waiting.Count > 0 && !_ending.IsCancellationRequested)
        {
            var together = NextTogether();
            if (together.Count > 1 && await TrySendAsync([.. together.SelectMany(handed => handed.Kept)]) is null)
            {
                foreach (var handed in together)
                    _ = FinishAsync(handed);
                continue;
            }

            foreach (var handed in together)
                await SendAloneAsync(handed);
        }
    }

    private List<Handed> NextTogether()
    {
        var together = new List<Handed>();
        var count = 0;
        while (_waiting.TryPeek(out var next) && (count == 0 || count + next.Kept.Count <= MaxTogether))
        {
            together.Add(_waiting.Dequeue());
            count += next.Kept.Count;
        }

        return together;
    }

    // The lane has tried often enough: what can't be sent must not stop what comes after it.
    private async Task SendAloneAsync(Handed handed)
    {
        if (await TrySendAsync(handed.Kept) is { } failure)
        {
            if (_ending.IsCancellationRequested)
                return;
            LogNotSent(handed.Logged.Event.Id, _subject, failure);
            handed = handed with { Letter = EventLetter.Of(handed.Logged, failure, _services.Time.GetUtcNow()) };
        }

        _ = FinishAsync(handed);
    }

    private async Task<Exception?> TrySendAsync(IReadOnlyList<(string User, KeptNotification Notification)> kept)
    {
        try
        {
            await _services.Kept.SendAsync(_site, kept, _ending);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private async Task FinishAsync(Handed handed)
    {
        try
        {
            if (handed.Letter is { } letter)
                await KeepTryingAsync(() => _services.Letters.AddAsync(letter));
            await handed.Noted;
            await handed.Held;
            await MarkAsync(handed.Logged.Sequence, handed.Logged.Event);
        }
        catch (OperationCanceledException)
        {
            // The grain ends; the next activation hands on again.
        }
    }

    private async Task MarkAsync(long sequence, Event? @event = null)
    {
        await _services.Marks.MarkAsync(new DispatchedEvent(_site, _subject, sequence), @event);
        Release(sequence);
    }

    private async Task KeepTryingAsync(Func<Task> write)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                _ending.ThrowIfCancellationRequested();
                await write();
                return;
            }
            catch (StoreRefusedException e)
            {
                // It would be so for ever, and the subject with it.
                LogRefused(_subject, e);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogNotFinished(_subject, e);
            }

            await PauseAsync(tries);
        }
    }

    private async Task PauseAsync(int tries)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(tries, 10) - 1);
        await Task.Delay(pause < LongestPause ? pause : LongestPause, _services.Time, _ending)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }
}

/// <summary>What <see cref="SubjectDispatching"/> works with.</summary>
internal sealed record DispatchServices(
    IDispatchLedger Ledger,
    DispatchMarks Marks,
    KeptLane Kept,
    IDeadLetterStore Letters,
    DispatchMetrics Metrics,
    IOptions<DispatchOptions> Options,
    TimeProvider Time,
    ILogger<SubjectDispatching> Logger);
