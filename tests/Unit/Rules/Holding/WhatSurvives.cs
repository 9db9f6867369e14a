using System.Text.Json;
using Notifications.Rules.Deciding;
using Notifications.Rules.Holding;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Holding;

public sealed class WhatSurvives
{
    private const string Throttled = """{ to: [viewers, assignee], title: "${event.n}", throttle: { limit: 2, period: 10m } }""";
    private const string Digested = """{ to: [viewers, assignee], keep: always, title: "${event.n}", digest: { window: 10m, title: "${notifications.length}" } }""";

    [Theory]
    [InlineData(Throttled)]
    [InlineData(Digested)]
    public void ARestartChangesNothing(string notify)
    {
        var (one, other) = (new HeldSubject(notify), new HeldSubject(notify));
        for (var minute = 0; minute < 40; minute++)
        {
            other.Restart();
            Assert.Equal(HeldSubject.Told(one.Happens(minute)), HeldSubject.Told(other.Happens(minute)));
            other.Restart();
            Assert.Equal(one.Ends(minute).Select(HeldSubject.Told), other.Ends(minute).Select(HeldSubject.Told));
        }

        Assert.Equal(one.Decider.Holding.State.ToJson(), other.Decider.Holding.State.ToJson());
    }

    [Theory]
    [InlineData(Throttled)]
    [InlineData(Digested)]
    public void WhatIsAccountedForIsJudgedAgainAsItWas(string notify)
    {
        var subject = new HeldSubject(notify);
        var told = new List<string>();
        for (var minute = 0; minute < 30; minute++)
        {
            told.Add(HeldSubject.Told(subject.Happens(minute)));
            told.AddRange(subject.Ends(minute).Select(HeldSubject.Told));
        }

        var before = subject.Decider.Holding.State.ToJson();
        subject.Restart();
        Assert.Equal(told, subject.Log.Select(logged => HeldSubject.Told(subject.Decider.Decide(subject.Rules, logged))));
        Assert.Equal(before, subject.Decider.Holding.State.ToJson());
    }

    [Theory]
    [InlineData("throttle: { limit: 2, period: 1d }")]
    [InlineData("digest: { window: 1d, title: x }")]
    public void WhatIsTooOldToBeKnownIsNotToldAgain(string holdBack)
    {
        const int Events = HoldingLimits.Verdicts + 10;
        var subject = new HeldSubject($$"""{ to: [viewers, assignee], title: "${event.n}", {{holdBack}} }""");
        var first = subject.Happens(0);
        for (var i = 1; i < Events; i++)
            subject.Happens(i / 100.0);
        Assert.NotEmpty(first.Live);
        Assert.Equal(HoldingLimits.Verdicts, subject.Decider.Holding.State.Verdicts.Count);

        subject.Restart();

        Assert.All(subject.Log, logged => Assert.Empty(subject.Decider.Decide(subject.Rules, logged).Live));
    }

    [Fact]
    public void WhatIsNotDispatchedIsJudgedAgainAsItWasHoweverOldItIs()
    {
        var subject = new HeldSubject("""{ to: [assignee], title: "${event.n}", throttle: { limit: 2, period: 1d } }""") { NeededFrom = 2 };
        var told = Enumerable.Range(0, HoldingLimits.Verdicts + 50).Select(i => HeldSubject.Told(subject.Happens(i / 100.0))).ToList();
        Assert.NotEmpty(told[1]);

        subject.Restart();

        Assert.Equal(told[1..], subject.Log.Skip(1).Select(logged => HeldSubject.Told(subject.Decider.Decide(subject.Rules, logged))));
    }

    [Fact]
    public void WhatIsNeededIsBounded()
    {
        var subject = new HeldSubject("""{ to: [assignee], title: "${event.n}", throttle: { limit: 2, period: 1d } }""") { NeededFrom = 1 };
        for (var i = 0; i < HoldingLimits.MaxVerdicts + 10; i++)
            subject.Happens(i / 1_000.0);

        Assert.Equal(HoldingLimits.MaxVerdicts, subject.Decider.Holding.State.Verdicts.Count);
    }

    [Fact]
    public void WhatPassedTakesNoRoom()
    {
        var subject = new HeldSubject("""{ to: [viewers], title: "${event.n}", throttle: { limit: 1, period: 1m } }""");
        for (var minute = 0; minute < 2 * HoldingLimits.Verdicts; minute += 2)
            subject.Happens(minute);
        subject.Restart();
        Assert.Empty(subject.Decider.Holding.State.Verdicts);
        Assert.Equal("viewers: 1", HeldSubject.Told(subject.Decider.Decide(subject.Rules, subject.Log[0])));
    }

    [Fact]
    public void EventsAfterTheStateAreJudgedAsIfForTheFirstTime()
    {
        var subject = new HeldSubject(Digested);
        subject.Happens(0);
        var state = subject.Decider.Holding.State;
        subject.Happens(1);
        subject.Happens(2);
        var late = new SubjectDecider(Deciders.Decider());
        late.Holding.Restore(state);
        foreach (var logged in subject.Log)
            late.Decide(subject.Rules, logged);
        Assert.Equal(subject.Decider.Holding.State.ToJson(), late.Holding.State.ToJson());
    }

    [Fact]
    public void AnotherFormatIsRefused()
    {
        var state = new HoldingState { Sequence = 1, Format = 2 };
        Assert.Throws<JsonException>(() => HoldingState.Read(state.ToJson()));
        Assert.Throws<JsonException>(() => HoldingState.Read("null"u8.ToArray()));
    }

    [Fact]
    public void ItsSizeIsBounded()
    {
        var subject = new HeldSubject("""{ to: [viewers, assignee], title: "${event.text}", digest: { window: 1d, key: "${event.n}", title: x } }""");
        for (var i = 0; i < 2 * HoldingLimits.Windows; i++)
            subject.Happens(i / 100.0, text: new string('x', 200));
        var state = subject.Decider.Holding.State;
        Assert.Equal(HoldingLimits.Windows, state.Windows.Count);
        Assert.True(state.ToJson().Length < 1024 * 1024);
    }
}
