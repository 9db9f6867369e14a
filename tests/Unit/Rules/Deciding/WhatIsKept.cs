using Microsoft.Extensions.Options;
using Notifications.Events;
using Notifications.Live;
using Notifications.Rules;
using Notifications.Rules.Deciding;
using Notifications.Rules.Holding;
using Notifications.Rules.Recording;
using Notifications.Subjects;
using Notifications.Tests.Unit.Rules.Holding;
using Notifications.Users;
using Notifications.Users.Kept;

namespace Notifications.Tests.Unit.Rules.Deciding;

/// <summary>What goes to whose inbox, when, and with what beside it.</summary>
public sealed class WhatIsKept
{
    private static readonly DateTimeOffset Accepted = new(2026, 11, 23, 13, 30, 5, TimeSpan.Zero);

    [Fact]
    public void WhoIsAwayFindsItInTheInboxAfterItsTime()
    {
        var outcome = Decide("{ to: [viewers, assignee], keep: whenAway, title: Hello }");

        var (user, kept) = Assert.Single(Kept(outcome));
        Assert.Equal(("ben", Accepted.AddSeconds(10)), (user, kept.UnlessShownBy));
        Assert.True(kept.Flag is { Kept: false, KeptWhenAway: true });
        Assert.True(Assert.Single(outcome.Live).Flag is { Kept: false, KeptWhenAway: true });
    }

    [Fact]
    public void DecidedAgainLaterItIsTheSame()
    {
        var once = Kept(Decide("{ to: [assignee], keep: whenAway, title: Hello }"));
        var again = Kept(Decide("{ to: [assignee], keep: whenAway, title: Hello }"));

        Assert.Equal(
            once.Select(one => (one.User, one.Notification.Flag.Id, one.Notification.UnlessShownBy)),
            again.Select(one => (one.User, one.Notification.Flag.Id, one.Notification.UnlessShownBy)));
    }

    [Theory]
    [InlineData("always", true, false)]
    [InlineData("whenAway", false, true)]
    [InlineData("never", false, false)]
    public void FlagsSayWhetherTheyAreKept(string keep, bool kept, bool whenAway)
    {
        var outcome = Decide($"{{ to: [assignee], keep: {keep}, title: Hello }}");

        var flag = Assert.Single(outcome.Live).Flag;
        Assert.Equal((kept, whenAway), (flag.Kept, flag.KeptWhenAway));
        Assert.Equal(kept || whenAway ? 1 : 0, outcome.Kept.Count);
        Assert.All(Kept(outcome), one => Assert.Equal(whenAway, one.Notification.UnlessShownBy is not null));
    }

    [Fact]
    public void AWarningThatIsOnlyKeptForThoseAwayStaysUntilItIsClosed() =>
        Assert.False(Assert.Single(Decide("{ to: [assignee], keep: whenAway, type: warning, title: Hello }").Live).Flag.IsAutoDismiss);

    [Theory]
    [InlineData("critical: true, ", true)]
    [InlineData("critical: false, ", false)]
    [InlineData("", false)]
    public void FlagsSayWhetherTheyAreCritical(string critical, bool isCritical) =>
        Assert.Equal(isCritical, Assert.Single(Decide($"{{ to: [assignee], {critical}title: Hello }}").Live).Flag.Critical);

    [Fact]
    public void FlagsSayWhyEachIsTold()
    {
        var flag = Assert.Single(Decide("{ to: [viewers, assignee, { users: [dora, ben] }], title: Hello }").Live);

        Assert.Equal(["ben", "dora"], flag.Users);
        Assert.Equal(["assignee+named", "named"], flag.Reasons.Select(reasons => string.Join('+', reasons)));
    }

    [Fact]
    public void ReasonsStayWithTheirUsersWhereSomeAreWithheld()
    {
        var subject = new HeldSubject("{ to: [assignee, { users: [dora] }], title: Hello, throttle: { limit: 1, period: 10m } }");
        subject.Happens(0);

        var flag = Assert.Single(subject.Happens(1, assignee: "emil").Live);

        Assert.Equal(["emil"], flag.Users);
        Assert.Equal(["assignee"], Assert.Single(flag.Reasons));
    }

    [Fact]
    public void SourceAndPlaceAreThoseOfTheEvent()
    {
        var outcome = Decide("{ to: [assignee], keep: always, title: Hello }");

        var kept = Assert.Single(Kept(outcome)).Notification;
        Assert.Equal("jira", kept.Source);
        Assert.Equal([new Subject("jira", "project", "DEMO")], kept.Places);
        Assert.Equal(["assignee"], kept.Reasons);
    }

    [Fact]
    public void ADigestIsKeptAsItsRuleSaysAndKnowsItsPlace()
    {
        var subject = new HeldSubject("{ to: [viewers, assignee], keep: whenAway, critical: true, title: One, digest: { window: 5m, title: Many } }");
        subject.Happens(0);
        subject.Happens(1);
        subject.Happens(2);

        var outcome = Assert.Single(subject.Ends(5));

        Assert.Equal([new Subject("jira", "project", "DEMO")], outcome.Places);
        var named = Assert.Single(outcome.Live, flag => flag.Users.Contains("ben"));
        Assert.Equal(["assignee"], named.ReasonsOf(named.Users.Index().First(user => user.Item == "ben").Index));
        Assert.True(named.Flag is { Kept: false, KeptWhenAway: true, Critical: true });
        var kept = Assert.Single(new KeptNotifications(Options.Create(new KeptOptions())).Of(subject.Log[^1], outcome)).Notification;
        Assert.Equal(("jira", subject.Log[^1].Accepted.AddSeconds(10)), (kept.Source, kept.UnlessShownBy));
    }

    [Fact]
    public void ADigestWhoseRuleIsGoneIsKeptAsTheRuleSaid()
    {
        var subject = new HeldSubject("{ to: [assignee], keep: whenAway, critical: true, title: One, digest: { window: 5m, title: Many } }");
        subject.Happens(0);
        subject.Happens(1);
        subject.Restart();
        subject.Rules = new RuleSet([]);

        var outcome = Assert.Single(subject.Ends(5));

        Assert.True(Assert.Single(outcome.Kept).Flag is { Kept: false, KeptWhenAway: true, Critical: true });
    }

    [Fact]
    public void WhatIsRecordedSurvivesItsWriting()
    {
        var decision = Deciders.Decide(Deciders.Rule(notify: "{ to: [viewers, assignee], keep: whenAway, critical: true, title: Hello }"), SampleEvent.Of());
        var recorded = new RecordedNotifications { Rule = "rule", RuleVersion = "1", Causes = [], Notifications = [RecordedNotification.Of(decision)!] };

        var posted = recorded.ToEvent("default", SampleEvent.Of().Subject, "x", Accepted);
        var outcome = new SubjectDecider(Deciders.Decider()).Decide(new RuleSet([]), new LoggedEvent(1, Accepted, posted));

        Assert.Equal([new Subject("jira", "project", "DEMO")], outcome.Places);
        Assert.Equal("jira", SubjectOutcome.SourceOf(posted));
        var flag = Assert.Single(outcome.Live);
        Assert.Equal(["assignee"], Assert.Single(flag.Reasons));
        Assert.True(flag.Flag is { KeptWhenAway: true, Critical: true });
        Assert.Equal(Accepted.AddSeconds(10), Assert.Single(Kept(outcome, posted)).Notification.UnlessShownBy);
    }

    private static SubjectOutcome Decide(string notify) => new SubjectDecider(Deciders.Decider())
        .Decide(Deciders.Rule(notify: notify), new LoggedEvent(1, Accepted, SampleEvent.Of()));

    private static IReadOnlyList<(string User, KeptNotification Notification)> Kept(SubjectOutcome outcome, Event? @event = null) =>
        new KeptNotifications(Options.Create(new KeptOptions())).Of(new LoggedEvent(1, Accepted, @event ?? SampleEvent.Of()), outcome);
}
