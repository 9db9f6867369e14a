using Notifications.Events;
using Notifications.Live;
using Notifications.Rules.Deciding;
using Notifications.Rules.Holding;
using Notifications.Rules.Recording;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Holding;

public sealed class Digesting
{
    private const string TenMinutes = """
        { to: [viewers, assignee], keep: always, type: warning, title: "${event.text}",
          actions: [{ text: "Open ${event.text}", navigate: "/browse/${event.issue.key}" }],
          digest: { window: 10m, title: "${notifications.length + more}: ${notifications.map(n => n.title + n.actor + n.event.text).includes('banna' + 'b')} ${event.text}", description: "${notifications[0].title}" } }
        """;

    private const string Titles = """{ to: [viewers, assignee], keep: always, title: "${event.text}", digest: { window: 10m, title: "${notifications.length} of ${more}", description: "${notifications[0].title} ${notifications[notifications.length - 1].title}" } }""";

    [Fact]
    public void TheFirstGoesOutAtOnceAndTheRestTogether()
    {
        var subject = new HeldSubject(TenMinutes);
        Assert.Equal("viewers ben: a", HeldSubject.Told(subject.Happens(0, text: "a")));
        foreach (var text in (string[])["b", "c"])
        {
            var outcome = subject.Happens(5, text: text);
            Assert.Empty(outcome.Live);
            Assert.Empty(outcome.Kept);
            Assert.All(Assert.Single(outcome.Decisions).Withheld, withheld => Assert.Equal(WithheldBy.Digest, withheld.By));
        }

        Assert.Equal(HeldSubject.Start.AddMinutes(10), subject.Decider.Holding.NextDue);
        Assert.Empty(subject.Due(9.9));
        var told = Assert.Single(subject.Ends(10));
        Assert.Equal("viewers ben: 2: true c", HeldSubject.Told(told));
        var kept = Assert.Single(told.Kept);
        Assert.Equal(("ben", "2: true c", "b", FlagType.Warning), (kept.Recipient.User, kept.Flag.Title, kept.Flag.Description, kept.Flag.Type));
        Assert.Equal(["assignee"], kept.Recipient.Reasons);
        Assert.Equal(["Open c"], kept.Flag.Actions.Select(action => action.Text));
        Assert.Null(subject.Decider.Holding.NextDue);
        Assert.Empty(subject.Problems);
    }

    [Fact]
    public void ADigestOpensNoWindowAndOneInWhichNothingFollowsEndsSilently()
    {
        var subject = new HeldSubject(Titles);
        subject.Happens(0);
        Assert.Null(subject.Decider.Holding.NextDue);
        Assert.Empty(subject.Ends(10));
        Assert.NotEmpty(subject.Happens(10).Live);
        Assert.Empty(subject.Happens(11).Live);
        Assert.Single(subject.Ends(20));
        Assert.NotEmpty(subject.Happens(20.5).Live);
    }

    [Fact]
    public void ADigestIsTheSameEachTimeItIsMade()
    {
        var subject = new HeldSubject(Titles);
        subject.Happens(0);
        subject.Happens(1);
        var (first, again) = (Assert.Single(subject.Due(10)), Assert.Single(subject.Due(11)));
        Assert.Equal((first.Id, first.Time), (again.Id, again.Time));
        Assert.Equal(first.Data, again.Data);
        Assert.True(OwnEvents.IsOwn(first));
        subject.Take(first);
        Assert.Empty(subject.Due(12));
    }

    [Fact]
    public void ATrialEndsWindowsItself()
    {
        var subject = new HeldSubject(Titles);
        subject.Happens(0);
        subject.Happens(1);
        IReadOnlyList<SubjectOutcome> EndDue(int minute) =>
            subject.Decider.EndDue(subject.Rules, "default", SampleEvent.Of().Subject, HeldSubject.Start.AddMinutes(minute));
        Assert.Empty(EndDue(9));
        Assert.Equal("1 of 0", Assert.Single(Assert.Single(EndDue(10)).Kept).Flag.Title);
        Assert.Empty(EndDue(10));
        Assert.NotEmpty(subject.Happens(11).Live);
    }

    [Fact]
    public void WhatIsAddedWhileADigestIsRecordedIsToldByAnother()
    {
        var subject = new HeldSubject(Titles);
        subject.Happens(0);
        subject.Happens(1, text: "b");
        var digest = Assert.Single(subject.Due(10));
        subject.Happens(9.9, text: "late");
        subject.Take(digest);
        var second = Assert.Single(subject.Due(10));
        Assert.NotEqual(digest.Id, second.Id);
        Assert.Equal("late late", Assert.Single(subject.Take(second).Kept).Flag.Description);
        Assert.Empty(subject.Due(100));
    }

    [Fact]
    public void RecipientsForWhomTheSameIsHeldShareADigest()
    {
        var subject = new HeldSubject("""{ to: [assignee, { users: [cleo, dora] }], title: "${event.text}", digest: { window: 10m, title: "${notifications.length}" } }""");
        subject.Happens(0, actor: "eve");
        subject.Happens(1, actor: "eve");
        subject.Happens(2, actor: "cleo");
        var told = Assert.Single(subject.Ends(10)).Live;
        Assert.Equal(["ben dora: 2", "cleo: 1"], told.Select(HeldSubject.Told).Order(StringComparer.Ordinal));
        Assert.Equal(2, told.Select(flag => flag.Flag.Id).Distinct().Count());
    }

    [Fact]
    public void SomebodyWhoIsToldForTheFirstTimeHasAWindowOfHisOwn()
    {
        var subject = new HeldSubject("""{ to: [viewers, assignee], title: "${event.text}", digest: { window: 10m, title: "${notifications.length}" } }""");
        subject.Happens(0);
        Assert.Equal("cleo: b", HeldSubject.Told(subject.Happens(4, assignee: "cleo", text: "b")));
        subject.Happens(6, assignee: "cleo");
        var first = Assert.Single(Assert.Single(subject.Ends(10)).Live, flag => flag.EveryViewer);
        Assert.Equal("viewers: 2", HeldSubject.Told(first));
        Assert.False(first.IsFor("cleo"));
        Assert.Equal("cleo: 1", HeldSubject.Told(Assert.Single(subject.Ends(14))));
    }

    [Fact]
    public void AViewerIsNotToldOfHisOwnDoings()
    {
        var subject = new HeldSubject("""{ to: [viewers], title: "${event.text}", digest: { window: 10m, title: "${notifications.length}" } }""");
        subject.Happens(0, actor: "zoe");
        subject.Happens(1, actor: "anna");
        subject.Happens(2, actor: "ben");
        subject.Happens(3, actor: "ben");
        var told = Assert.Single(subject.Ends(10)).Live;
        Assert.Equal("3", Assert.Single(told, flag => flag.IsFor("cleo")).Flag.Title);
        Assert.Equal("2", Assert.Single(told, flag => flag.IsFor("anna")).Flag.Title);
        Assert.Equal("1", Assert.Single(told, flag => flag.IsFor("ben")).Flag.Title);
    }

    [Fact]
    public void WhoDidAllOfItIsToldNothing()
    {
        var subject = new HeldSubject("""{ to: [viewers], title: "${event.text}", digest: { window: 10m, title: "${notifications.length}" } }""");
        subject.Happens(0);
        subject.Happens(1);
        Assert.DoesNotContain(Assert.Single(subject.Ends(10)).Live, flag => flag.IsFor("anna"));
    }

    [Fact]
    public void AtMostAHundredAreListedAndTheRestIsCounted()
    {
        var subject = new HeldSubject(Titles);
        subject.Happens(0);
        for (var i = 0; i < HoldingLimits.Listed + 7; i++)
            Assert.Empty(subject.Happens(1).Live);
        Assert.Equal("100 of 7", Assert.Single(Assert.Single(subject.Ends(10)).Kept).Flag.Title);
    }

    [Fact]
    public void TheRuleInForceAtTheEndSaysWhatIsTold()
    {
        var subject = new HeldSubject(Titles);
        subject.Happens(0);
        subject.Happens(1);
        subject.Rules = Deciders.Rule(notify: """{ to: [assignee], title: new, digest: { window: 1h, title: "new ${notifications.length}" } }""");
        var told = Assert.Single(subject.Ends(10));
        Assert.Equal("viewers ben: new 1", HeldSubject.Told(told));
        Assert.Empty(told.Kept);
    }

    [Fact]
    public void WhereTheRuleIsGoneWhatWasHeldIsTold()
    {
        var subject = new HeldSubject(Titles);
        subject.Happens(0, text: "a");
        subject.Happens(1, text: "b");
        subject.Happens(2, text: "c");
        subject.Rules = Deciders.Rules("modules: { trigger: [{ key: other, events: [x] }] }");
        var kept = Assert.Single(Assert.Single(subject.Ends(10)).Kept);
        Assert.Equal(("ben", "c", "b"), (kept.Recipient.User, kept.Flag.Title, kept.Flag.Description));
    }

    [Fact]
    public void ATextThatFailsIsReportedAndTheDigestIsToldAllTheSame()
    {
        var subject = new HeldSubject("""{ to: [assignee], title: "${event.text}", digest: { window: 10m, title: "${event.nothing}" } }""");
        subject.Happens(0);
        subject.Happens(1, text: "b");
        Assert.Equal("ben: b", HeldSubject.Told(Assert.Single(subject.Ends(10))));
        Assert.Equal("title 1:9 Property 'nothing' is not there. Use ?. where it may be missing.", Assert.Single(subject.Problems));
    }

    [Fact]
    public void OfOneTextItSaysTheSameInAllLocalesAndNothingOfTheFirst()
    {
        var flag = Digest(
            """
            { to: [viewers], title: { en: Hello, de: Hallo }, description: { en: More, de: Mehr },
              actions: [{ text: { en: Open, de: Los }, refresh: true }], digest: { window: 10m, title: "${notifications.length} news" } }
            """);
        Assert.Equal(("en", "1 news", null, "Open"), (flag.Locale, flag.Title, flag.Description, Assert.Single(flag.Actions).Text));
        var german = Assert.Single(flag.Translations);
        Assert.Equal(("de", "1 news", null, "Los"), (german.Locale, german.Title, german.Description, Assert.Single(german.ActionTexts)));
    }

    [Fact]
    public void ItsTextsMayBeWrittenForSeveralLocales()
    {
        var flag = Digest(
            """
            { to: [viewers], defaultLocale: de, title: { en: Hello, de: Hallo },
              digest: { window: 10m, title: { en: "${notifications.length} news", de: "${notifications.length} Neue", fr: "${event.nothing}" }, description: { en: "by ${actor}" } } }
            """);
        Assert.Equal(("de", "1 Neue", "by anna"), (flag.Locale, flag.Title, flag.Description));
        Assert.Equal(
            ["en: 1 news, by anna", "fr: 1 Neue, by anna"],
            flag.Translations.Select(text => $"{text.Locale}: {text.Title}, {text.Description}"));
    }

    private static Flag Digest(string notify)
    {
        var subject = new HeldSubject(notify);
        subject.Happens(0);
        subject.Happens(1);
        return Assert.Single(Assert.Single(subject.Ends(10)).Live, flag => flag.IsFor("cleo")).Flag;
    }

    [Fact]
    public void WithADedupeKeyItTakesThePlaceOfTheFirst()
    {
        var subject = new HeldSubject("""{ to: [assignee], title: x, dedupeKey: k, digest: { window: 10m, title: y } }""");
        var first = Assert.Single(subject.Happens(0).Live).Flag;
        subject.Happens(1);
        var digest = Assert.Single(Assert.Single(subject.Ends(10)).Live).Flag;
        Assert.Equal(first.Id, digest.Id);
        Assert.Equal((1, 3), (first.Revision, digest.Revision));
    }

    [Fact]
    public void AnEventFromTheFutureHoldsNothingForThatLong()
    {
        var subject = new HeldSubject(Titles);
        subject.Happens(1_000_000, late: -TimeSpan.FromMinutes(1_000_000));
        subject.Happens(1);
        Assert.Single(subject.Ends(10));
    }

    [Fact]
    public void AtTheBoundNotificationsAreSent()
    {
        var subject = new HeldSubject(Titles);
        subject.Happens(0);
        var large = new string('x', HoldingLimits.HeldBytes / 3);
        Assert.Empty(subject.Happens(1, text: large).Live);
        Assert.Empty(subject.Happens(2, text: large).Live);
        Assert.NotEmpty(subject.Happens(3, text: large).Live);
        Assert.Single(subject.Full);

        var keys = new HeldSubject("""{ to: [assignee], title: x, digest: { window: 10m, key: "${event.text}", title: x } }""");
        for (var i = 0; i < HoldingLimits.Windows; i++)
            keys.Happens(0, text: $"{i}");
        keys.Happens(1, text: "new");
        Assert.NotEmpty(keys.Happens(2, text: "new").Live);
        Assert.Equal(2, keys.Full.Count);
    }
}
