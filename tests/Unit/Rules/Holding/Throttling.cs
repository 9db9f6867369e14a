using Notifications.Rules.Deciding;
using Notifications.Rules.Holding;

namespace Notifications.Tests.Unit.Rules.Holding;

public sealed class Throttling
{
    private const string TwoInAnHour = """{ to: [viewers, assignee], keep: always, title: "${event.text}", throttle: { limit: 2, period: 1h } }""";

    [Fact]
    public void WhatGoesBeyondTheLimitIsNotToldButCounted()
    {
        var subject = new HeldSubject(TwoInAnHour);
        Assert.Equal("viewers ben: a", HeldSubject.Told(subject.Happens(0, text: "a")));
        Assert.Equal("viewers ben: b", HeldSubject.Told(subject.Happens(10, text: "b")));
        foreach (var minute in (double[])[11, 20, 59])
        {
            var outcome = subject.Happens(minute);
            Assert.Empty(outcome.Live);
            Assert.Empty(outcome.Kept);
            Assert.Equal(
                [new Withheld("ben", WithheldBy.Throttle), new Withheld(Withheld.Viewers, WithheldBy.Throttle)],
                Assert.Single(outcome.Decisions).Withheld);
        }

        var next = subject.Happens(60, text: "c");
        Assert.Equal("viewers ben: c +3", HeldSubject.Told(next));
        Assert.Equal(3, Assert.Single(next.Kept).Flag.Withheld);
        Assert.Empty(subject.Happens(61).Live);
        Assert.Equal("viewers ben: d +1", HeldSubject.Told(subject.Happens(70, text: "d")));
    }

    [Fact]
    public void EachRecipientHasACountOfHisOwn()
    {
        var subject = new HeldSubject("""{ to: [assignee], title: "${event.text}", throttle: { limit: 1, period: 1h } }""");
        Assert.Equal("ben: a", HeldSubject.Told(subject.Happens(0, text: "a")));
        Assert.Equal("cleo: b", HeldSubject.Told(subject.Happens(1, assignee: "cleo", text: "b")));
        Assert.Empty(subject.Happens(2).Live);
        Assert.Empty(subject.Happens(3, assignee: "cleo").Live);
    }

    [Fact]
    public void ViewersWhoAreNotNamedCountAsOneAndTheNamedAreNotTheirs()
    {
        var subject = new HeldSubject("""{ to: [viewers, assignee], title: "${event.text}", throttle: { limit: 1, period: 1h } }""");
        subject.Happens(0);
        var flag = Assert.Single(subject.Happens(1, assignee: "cleo", text: "b").Live);
        Assert.Equal("cleo: b", HeldSubject.Told(flag));
        Assert.False(flag.IsFor("dora"));

        // The viewers are free again, and ben is told with them; cleo, who is named too late for them, is not.
        subject.Happens(59, assignee: "dora");
        var later = Assert.Single(subject.Happens(60.5, assignee: "dora", text: "c").Live);
        Assert.Equal("viewers: c +2", HeldSubject.Told(later));
        Assert.False(later.IsFor("dora"));
        Assert.True(later.IsFor("ben"));
    }

    [Fact]
    public void RecipientsWithOtherCountsAreToldByOtherFlagsOfTheSameId()
    {
        var subject = new HeldSubject("""{ to: [viewers, assignee], title: "${event.text}", throttle: { limit: 1, period: 10m } }""");
        subject.Happens(0, assignee: "cleo");
        subject.Happens(1, assignee: "ben");
        var outcome = subject.Happens(20, assignee: "ben", text: "z");
        Assert.Equal("ben: z; viewers: z +1", HeldSubject.Told(outcome));
        Assert.Single(outcome.Live.Select(flag => flag.Flag.Id).Distinct());
        Assert.Single(outcome.Live, flag => flag.IsFor("ben"));
        Assert.Single(outcome.Live, flag => flag.IsFor("eve"));
    }

    [Fact]
    public void KeysAreCountedApart()
    {
        var subject = new HeldSubject("""{ to: [assignee], title: "${event.text}", throttle: { limit: 1, period: 1h, key: "${event.text}" } }""");
        Assert.NotEmpty(subject.Happens(0, text: "a").Live);
        Assert.NotEmpty(subject.Happens(1, text: "b").Live);
        Assert.Empty(subject.Happens(2, text: "a").Live);
    }

    [Theory]
    [InlineData("${event.nothing}")]
    [InlineData("${event.text.repeatMe}")]
    public void AKeyThatCannotBeMadeHoldsNothingBack(string key)
    {
        var subject = new HeldSubject($$"""{ to: [assignee], title: x, throttle: { limit: 1, period: 1h, key: "{{key}}" } }""");
        subject.Happens(0);
        var outcome = subject.Happens(1);
        Assert.NotEmpty(outcome.Live);
        Assert.Equal("throttle.key", Assert.Single(Assert.Single(outcome.Decisions).Problems).Part);
    }

    [Fact]
    public void AnEventFromTheFutureBlocksNobodyForThatLong()
    {
        var subject = new HeldSubject("""{ to: [assignee], keep: always, title: x, throttle: { limit: 1, period: 1h } }""");
        subject.Happens(1_000_000, late: -TimeSpan.FromMinutes(1_000_000));
        Assert.Empty(subject.Happens(59).Kept);
        Assert.NotEmpty(subject.Happens(61).Kept);
    }

    [Fact]
    public void AtTheBoundNotificationsAreSent()
    {
        var subject = new HeldSubject("""{ to: [assignee], title: x, throttle: { limit: 1, period: 1h, key: "${event.text}" } }""");
        for (var i = 0; i < HoldingLimits.Allowances; i++)
            subject.Happens(0, text: $"{i}");
        Assert.Empty(subject.Full);
        Assert.NotEmpty(subject.Happens(1, text: "new").Live);
        Assert.NotEmpty(subject.Happens(1, text: "new").Live);
        Assert.Equal(2, subject.Full.Count);
        Assert.Empty(subject.Happens(1, text: "1").Live);

        // What says nothing any more makes room.
        subject.Happens(60 * 25, text: "new");
        Assert.Empty(subject.Happens(60 * 25, text: "new").Live);
    }
}
