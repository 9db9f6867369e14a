using Notifications.Events;
using Notifications.Live;
using Notifications.Rules;
using Notifications.Rules.Deciding;
using Notifications.Rules.Holding;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Holding;

/// <summary>One subject whose time is that of its events.</summary>
internal sealed class HeldSubject
{
    public static readonly DateTimeOffset Start = SampleEvent.Of().Time;

    private readonly List<LoggedEvent> _log = [];

    public HeldSubject(string notify)
        : this(Deciders.Rule(notify: notify.ReplaceLineEndings(" ")))
    {
    }

    public HeldSubject(RuleSet rules)
    {
        Rules = rules;
        Decider = NewDecider();
    }

    public RuleSet Rules { get; set; }

    public SubjectDecider Decider { get; private set; }

    /// <summary>The oldest event that is not dispatched.</summary>
    public long NeededFrom { get; set; } = long.MaxValue;

    public List<string> Problems { get; } = [];

    public List<string> Full { get; } = [];

    public IReadOnlyList<LoggedEvent> Log => _log;

    /// <summary>Something happens, so many minutes after the start, to an issue assigned to ben.</summary>
    public SubjectOutcome Happens(double minute, string actor = "anna", string assignee = "ben", string text = "x", TimeSpan? late = null)
    {
        var number = _log.Count + 1;
        var data = $$"""{ "text": "{{text}}", "n": {{number}}, "issue": { "key": "DEMO-1", "fields": { "assignee": { "name": "{{assignee}}" } } } }""";
        var time = Start.AddMinutes(minute);
        return Take(SampleEvent.Of(data, id: $"e{number}") with { Time = time, Actor = new Actor { Id = actor, Name = actor, DisplayName = actor } }, time + (late ?? default));
    }

    public SubjectOutcome Take(Event @event, DateTimeOffset? accepted = null)
    {
        _log.Add(new LoggedEvent(_log.Count + 1, accepted ?? @event.Time, @event));
        return Decider.Decide(Rules, _log[^1]);
    }

    /// <summary>The digests that are due so many minutes after the start.</summary>
    public IReadOnlyList<Event> Due(double minute) =>
        Decider.Due(Rules, "default", SampleEvent.Of().Subject, Start.AddMinutes(minute));

    /// <summary>Ends the windows that are due, and answers with what is told.</summary>
    public IReadOnlyList<SubjectOutcome> Ends(double minute) => [.. Due(minute).Select(digest => Take(digest))];

    /// <summary>Begins anew with the state as it is stored, as after a crash.</summary>
    public void Restart()
    {
        var state = HoldingState.Read(Decider.Holding.State.ToJson());
        Decider = NewDecider();
        Decider.Holding.Restore(state with
        {
            Windows = [.. state.Windows.Select(window => window with
            {
                Held = [.. window.Held.Select(held => held with { Data = _log[(int)held.Sequence - 1].Event.Data })],
            })],
        });
    }

    /// <summary>Titles by who is told: <c>viewers</c> and users.</summary>
    public static string Told(SubjectOutcome outcome) => string.Join("; ", outcome.Live.Select(Told));

    public static string Told(AddressedFlag flag) =>
        $"{string.Join(' ', [.. flag.EveryViewer ? ["viewers"] : Array.Empty<string>(), .. flag.Users])}: {flag.Flag.Title}{(flag.Flag.Withheld == 0 ? "" : $" +{flag.Flag.Withheld}")}";

    private SubjectDecider NewDecider() => new(Deciders.Decider())
    {
        NotRendered = (_, problem) => Problems.Add(problem.ToString()),
        Full = Full.Add,
        NeededFrom = () => NeededFrom,
    };
}
