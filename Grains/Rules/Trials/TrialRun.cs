using System.Globalization;
using Notifications.Events;
using Notifications.Rules.Deciding;
using Notifications.Rules.History;
using Notifications.Subjects;

namespace Notifications.Rules.Trials;

/// <summary>
/// Runs a trial: one subject after the other, because rules remember nothing from one subject to the next. So it holds
/// the memory of one subject only, however long the range is.
/// </summary>
internal sealed class TrialRun(IPastEvents past, TrialPlan plan, Decider decider, TimeProvider time, int maxSubjects = TrialLimits.Subjects)
{
    private const int PlacesPerPage = 5_000;

    // An event may have a megabyte.
    private const int EventsPerPage = 64;

    // How long others who want the thread may have to wait for it.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(2);

    private readonly TrialTally _tally = new(plan);
    private readonly List<string> _bounds = [];
    private volatile TrialProgress _progress = new(HasBegun: false, 0, null, null);
    private long _done;
    private long _sliceBegan;

    /// <summary>How long it rests after each slice of work; not at all where nobody else needs the processor.</summary>
    public TimeSpan Rest { get; init; }

    /// <summary>How far it is; may be read at any time.</summary>
    public TrialProgress Progress => _progress;

    /// <summary>Runs it to its end. It belongs on the thread pool, whose threads it gives back every few milliseconds.</summary>
    /// <exception cref="EventLogUnavailableException">The log could not be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<TrialReport> RunAsync(CancellationToken cancellationToken)
    {
        _progress = _progress with { HasBegun = true };
        var (subjects, total) = await ListSubjectsAsync(cancellationToken);
        _progress = _progress with { Total = total };
        _sliceBegan = time.GetTimestamp();
        foreach (var subject in subjects)
        {
            await TrySubjectAsync(subject, cancellationToken);
            _progress = _progress with { Done = _done, SoFar = _tally.All };
        }

        _progress = _progress with { Done = total, SoFar = _tally.All };
        return Report();
    }

    /// <summary>What was found; only when <see cref="RunAsync"/> has ended, in whichever way.</summary>
    public TrialReport Report() => _tally.ToReport(_progress is { Total: { } total, Done: var done } && done < total
        ? [.. _bounds, string.Create(CultureInfo.InvariantCulture, $"The trial was stopped after {done} of {total} events.")]
        : _bounds);

    private async Task<(IReadOnlyCollection<Subject> Subjects, long Events)> ListSubjectsAsync(CancellationToken cancellationToken)
    {
        var found = new HashSet<Subject>();
        var (events, leftOut) = (0L, 0L);
        PastPlace? last = null;
        IReadOnlyList<PastPlace> page;
        do
        {
            page = await past.ListAsync(plan.Range, last, PlacesPerPage, cancellationToken);
            foreach (var place in page)
            {
                if (found.Contains(place.Subject) || (found.Count < maxSubjects && found.Add(place.Subject)))
                    events++;
                else
                    leftOut++;
            }

            last = page.Count == 0 ? last : page[^1];
        }
        while (page.Count == PlacesPerPage);

        if (leftOut > 0)
        {
            _bounds.Add(string.Create(CultureInfo.InvariantCulture,
                $"A trial takes the first {maxSubjects} subjects of its range: {leftOut} events of others are left out. Take a shorter range, or name subjects."));
        }

        return (found, events);
    }

    private async Task TrySubjectAsync(Subject subject, CancellationToken cancellationToken)
    {
        var trial = new SubjectTrial(plan, decider, _tally);
        var isFirst = true;
        IReadOnlyList<LoggedEvent> page;
        var last = 0L;
        do
        {
            page = await past.ReadAsync(plan.Range, subject, last, EventsPerPage, cancellationToken);
            if (isFirst && page.Count > 0)
            {
                _tally.AddSubject();
                await SeedAsync(trial, subject, page[0].Sequence, cancellationToken);
            }

            isFirst = false;
            foreach (var logged in page)
            {
                trial.Decide(logged);
                _done++;
                await GiveWayAsync(cancellationToken);
            }

            last = page.Count == 0 ? last : page[^1].Sequence;
        }
        while (page.Count == EventsPerPage);

        trial.End();
    }

    private async Task SeedAsync(SubjectTrial trial, Subject subject, long sequence, CancellationToken cancellationToken)
    {
        var before = await past.ReadBeforeAsync(
            plan.Range.Site, subject, sequence, SubjectHistory.Capacity, SubjectHistory.MaxBytes, cancellationToken);
        foreach (var logged in before)
        {
            trial.Remember(logged);
            await GiveWayAsync(cancellationToken);
        }

        trial.BeginRange();
    }

    private async ValueTask GiveWayAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (time.GetElapsedTime(_sliceBegan) < Slice)
            return;
        _progress = _progress with { Done = _done, SoFar = _tally.All };
        if (Rest > TimeSpan.Zero)
            await Task.Delay(Rest, time, cancellationToken);
        else
            await Task.Yield();
        _sliceBegan = time.GetTimestamp();
    }
}

/// <summary>How far a trial is.</summary>
/// <param name="HasBegun">Whether it waits no more.</param>
/// <param name="Done">The events that were tried.</param>
/// <param name="Total">The events of the range; <see langword="null"/> while they are counted.</param>
/// <param name="SoFar">What was found until now in all rules together.</param>
internal sealed record TrialProgress(bool HasBegun, long Done, long? Total, TrialComparison? SoFar);
