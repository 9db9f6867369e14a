using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Holding;

public sealed class Deduplicating
{
    private const string ByText = """{ to: [viewers, assignee], keep: always, title: "${event.n}", dedupeKey: "${event.text}" }""";

    [Fact]
    public void TheSameKeyIsTheSameNotificationAndNewerByItsRevision()
    {
        var subject = new HeldSubject(ByText);
        var (first, second, other) = (subject.Happens(0), subject.Happens(1), subject.Happens(2, text: "y"));
        Assert.Equal(first.Live[0].Flag.Id, second.Live[0].Flag.Id);
        Assert.Equal((1, 2), (first.Live[0].Flag.Revision, second.Live[0].Flag.Revision));
        Assert.Equal(second.Live[0].Flag, Assert.Single(second.Kept).Flag);
        Assert.NotEqual(first.Live[0].Flag.Id, other.Live[0].Flag.Id);
    }

    [Fact]
    public void RulesAndSubjectsAreApart()
    {
        var rules = Deciders.Rules("""
            modules:
              trigger:
                - { key: one, events: [avi:jira:updated:issue], notify: { to: [viewers], title: x, dedupeKey: k } }
                - { key: two, events: [avi:jira:updated:issue], notify: { to: [viewers], title: x, dedupeKey: k } }
            """);
        var here = new HeldSubject(rules).Happens(0).Live.Select(flag => flag.Flag.Id).ToArray();
        var e = SampleEvent.Of();
        var there = new HeldSubject(rules).Take(e with { Subject = new Notifications.Subjects.Subject("jira", "issue", "DEMO-2") }).Live.Select(flag => flag.Flag.Id);
        Assert.Equal(4, here.Concat(there).Distinct().Count());
    }

    [Fact]
    public void WithoutAKeyThereIsNoRevision() =>
        Assert.Equal(0, new HeldSubject("{ to: [viewers], title: x }").Happens(0).Live[0].Flag.Revision);

    [Fact]
    public void AKeyThatCannotBeMadeMakesANotificationOfItsOwn()
    {
        var subject = new HeldSubject("""{ to: [viewers], title: x, dedupeKey: "${event.nothing}" }""");
        var (first, second) = (subject.Happens(0), subject.Happens(1));
        Assert.NotEqual(first.Live[0].Flag.Id, second.Live[0].Flag.Id);
        Assert.Equal("dedupeKey", Assert.Single(Assert.Single(second.Decisions).Problems).Part);
    }
}
