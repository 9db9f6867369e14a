using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.DeadLetters;
using Notifications.Events;
using Notifications.Rules.Filtering;
using Notifications.Storage;
using Notifications.Subjects;
using Notifications.Subjects.Dispatching;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Subjects.Dispatching;

public sealed class WhenEventsAreMarked : IDisposable
{
    private static readonly Subject Issue = new("jira", "issue", "A-1");

    private readonly FailingLedger _ledger = new();
    private readonly SnoozedQueue _snoozed = new();
    private readonly FailingLetters _letters = new();
    private readonly IMeterFactory _meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
    private readonly DispatchMarks _marks;
    private readonly SubjectDispatching _dispatching;

    public WhenEventsAreMarked()
    {
        _marks = new DispatchMarks(_ledger, new SnoozedWaking(_snoozed), TimeProvider.System, NullLogger<DispatchMarks>.Instance);
        _dispatching = new SubjectDispatching(new DispatchServices(
            _ledger, _marks, null!, _letters, new DispatchMetrics(_meters),
            Options.Create(new DispatchOptions { MaxInHand = 3 }), TimeProvider.System, NullLogger<SubjectDispatching>.Instance));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _marks.Dispose();

    [Fact]
    public async Task An_event_is_marked_only_when_everything_is_written()
    {
        await _dispatching.BeginAsync("default", Issue);
        var (noted, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        Take(1, noted.Task, held.Task);
        await _marks.FlushAsync();
        Assert.Empty(_ledger.Done);

        noted.SetResult();
        await _marks.FlushAsync();
        Assert.Empty(_ledger.Done);

        held.SetResult();
        await MarkedAsync();
        Assert.Equal([1L], _ledger.Done);
        Assert.True(_dispatching.DrainAsync().IsCompleted);
    }

    [Fact]
    public async Task A_mark_that_cannot_be_written_is_written_later()
    {
        await _dispatching.BeginAsync("default", Issue);
        _ledger.IsFailing = true;
        Take(1);
        var drained = _dispatching.DrainAsync();
        await _marks.FlushAsync();
        Assert.False(drained.IsCompleted);

        _ledger.IsFailing = false;
        await _marks.FlushAsync();
        await drained.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        Assert.Equal([1L], _ledger.Done);
    }

    [Fact]
    public async Task A_subject_takes_no_more_than_it_may_have_in_hand()
    {
        await _dispatching.BeginAsync("default", Issue);
        var noted = new TaskCompletionSource();
        Take(1, noted.Task);
        Take(2, noted.Task);
        Assert.False(_dispatching.IsFull);
        Take(3, noted.Task);
        Assert.True(_dispatching.IsFull);

        noted.SetResult();
        await MarkedAsync();
        Assert.False(_dispatching.IsFull);
    }

    [Fact]
    public async Task What_was_left_is_in_hand_and_what_another_adds_is_not()
    {
        _ledger.Left.AddRange([4, 7]);
        Assert.Equal([4L, 7L], (await _dispatching.BeginAsync("default", Issue)).Order());
        Assert.True(await _dispatching.HasAllInHandAsync(() => 7));

        // An append of this grain that ended in nobody knows what, and one of another activation.
        _ledger.Left.Add(6);
        Assert.False(await _dispatching.HasAllInHandAsync(() => 7));
        _ledger.Left.Remove(6);
        _ledger.Left.Add(8);
        Assert.False(await _dispatching.HasAllInHandAsync(() => 7));

        // One that is given out while the ledger is read is this grain's.
        var last = 7L;
        _ledger.OnRead = () => last = 8;
        Assert.True(await _dispatching.HasAllInHandAsync(() => last));
    }

    [Fact]
    public async Task What_is_snoozed_for_an_event_comes_back_before_the_event_is_marked()
    {
        await _dispatching.BeginAsync("default", Issue);
        _snoozed.About = SampleEvent.Of().Subject;
        _snoozed.IsFailing = true;
        Take(1);
        await _marks.FlushAsync();
        Assert.Empty(_ledger.Done);

        _snoozed.IsFailing = false;
        await MarkedAsync();
        Assert.Equal([1L], _ledger.Done);
        Assert.Equal(SnoozeNews.Of(SampleEvent.Of()).Select(word => (SampleEvent.Of().Subject, word)), _snoozed.Woken);
    }

    [Fact]
    public async Task Nothing_is_asked_to_come_back_where_nothing_is_snoozed()
    {
        await _dispatching.BeginAsync("default", Issue);
        Take(1);
        await MarkedAsync();
        Assert.Empty(_snoozed.Woken);
    }

    [Fact]
    public async Task A_grain_that_ends_leaves_what_is_not_done()
    {
        await _dispatching.BeginAsync("default", Issue);
        Take(1, new TaskCompletionSource().Task);
        _dispatching.End();
        await _marks.FlushAsync();
        Assert.Empty(_ledger.Done);
    }

    [Fact]
    public async Task An_event_that_cannot_be_decided_is_marked_when_its_letter_is_written()
    {
        await _dispatching.BeginAsync("default", Issue);
        _letters.IsFailing = true;
        _dispatching.Take(1);
        _dispatching.HandOn(new Handed(Logged(1), []) { Letter = EventLetter.Of(Logged(1), new InvalidOperationException("Poison."), DateTimeOffset.UnixEpoch) });
        await _letters.TriedAsync();
        await _marks.FlushAsync();
        Assert.Empty(_ledger.Done);

        _letters.IsFailing = false;
        var letter = await _letters.NextAsync();
        await MarkedAsync();

        Assert.Equal([1L], _ledger.Done);
        Assert.Equal((DeadLetterKind.NotDecided, "InvalidOperationException: Poison.", 1L), (letter.Kind, letter.Reason, letter.Sequence));
    }

    [Fact]
    public async Task What_is_in_hand_is_counted_while_the_grain_is_active()
    {
        var inHand = 0L;
        using var listener = new MeterListener { InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == _meters && instrument.Name == "notifications.dispatch.in_hand")
                listener.EnableMeasurementEvents(instrument);
        } };
        listener.SetMeasurementEventCallback<long>((_, more, _, _) => inHand += more);
        listener.Start();

        // An activation that fails is never told that it ends.
        _ledger.Left.AddRange([1, 2]);
        await _dispatching.BeginAsync("default", Issue);
        Assert.Equal(0, inHand);

        _dispatching.Start();
        _dispatching.Take(3);
        _dispatching.Take(3);
        Assert.Equal(3, inHand);
        _dispatching.Release(1);
        _dispatching.Release(1);
        Assert.Equal(2, inHand);

        // What it still does when it ends is not counted any more.
        _dispatching.End();
        _dispatching.End();
        _dispatching.Take(4);
        _dispatching.Release(3);
        Assert.Equal(0, inHand);
    }

    private void Take(long sequence, Task? noted = null, Task? held = null)
    {
        _dispatching.Take(sequence);
        _dispatching.HandOn(new Handed(Logged(sequence), []) { Noted = noted ?? Task.CompletedTask, Held = held ?? Task.CompletedTask });
    }

    private async Task MarkedAsync()
    {
        var drained = _dispatching.DrainAsync();
        while (!drained.IsCompleted)
        {
            await _marks.FlushAsync();
            await Task.Yield();
        }
    }

    private static LoggedEvent Logged(long sequence) => new(sequence, DateTimeOffset.UnixEpoch, SampleEvent.Of());

    private sealed class FailingLedger : IDispatchLedger
    {
        public List<long> Left { get; } = [];

        public List<long> Done { get; } = [];

        public bool IsFailing { get; set; }

        public Action? OnRead { get; set; }

        public Task<IReadOnlyList<long>> ReadAsync(string site, Subject subject)
        {
            OnRead?.Invoke();
            return Task.FromResult<IReadOnlyList<long>>([.. Left]);
        }

        public Task DoneAsync(IReadOnlyList<DispatchedEvent> events)
        {
            if (IsFailing)
                throw new StoreUnavailableException("The disk is full.");
            Done.AddRange(events.Select(done => done.Sequence));
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<(string Site, Subject Subject)>> ReadOverdueAsync(DateTimeOffset acceptedBefore, int limit) =>
            throw new NotSupportedException();
    }
}
