using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.Recording;
using Notifications.Rules.Trials;
using Notifications.Tests.Unit.Rules.Deciding;
using Notifications.Tests.Unit.Storage;

namespace Notifications.Tests.Unit.Rules.Trials;

public sealed class WhatATrialSays : IAsyncLifetime
{
    private const string ToAssignee = "{ to: [assignee], keep: always, title: \"${event.issue.key} changed\" }";
    private const string ToReporter = "{ to: [reporter], keep: always, title: \"${event.issue.key} was changed\" }";

    private PastLog _log = null!;

    public async ValueTask InitializeAsync()
    {
        _log = await PastLog.OpenAsync();
        await _log.AcceptAsync(
            Trying.Updated("1", "A-2", assignee: "ben", reporter: "cleo"),
            Trying.Updated("2", "A-1", assignee: "ben", reporter: "dora"),
            Trying.Updated("3", "A-1", assignee: "cleo", reporter: "dora"));
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task WhoIsNewAndWhoIsNoLonger()
    {
        var report = await Trying.ReportAsync(_log, Trying.Order(Trying.Rule(ToReporter)), Trying.Rule(ToAssignee));

        Assert.Equal("2 people, 1 new, 1 fewer", report.Summary);
        Assert.Equal((3, 2), (report.Events, report.Subjects));
        Assert.Equal((3, 2, 3), (report.All.Draft.Events, report.All.Draft.People, report.All.Draft.Notifications));
        Assert.Equal((3, 2, 3), (report.All.InForce.Events, report.All.InForce.People, report.All.InForce.Notifications));
        Assert.Equal((1, 1, 3, 3), (report.All.PeopleNew, report.All.PeopleFewer, report.All.NotificationsNew, report.All.NotificationsLost));
        Assert.Equal(report.All, Assert.Single(report.Rules).Figures);
        Assert.Empty(report.Bounds);
    }

    [Fact]
    public async Task ExamplesInTheOrderOfTheLog()
    {
        var report = await Trying.ReportAsync(_log, Trying.Order(Trying.Rule(ToReporter)), Trying.Rule(ToAssignee));

        Assert.Equal(
            ["2 jira:issue:A-1 dora reporter A-1 was changed", "3 jira:issue:A-1 dora reporter A-1 was changed", "1 jira:issue:A-2 cleo reporter A-2 was changed"],
            report.New.Select(Line));
        Assert.Equal(
            ["2 jira:issue:A-1 ben assignee A-1 changed", "3 jira:issue:A-1 cleo assignee A-1 changed", "1 jira:issue:A-2 ben assignee A-2 changed"],
            report.Lost.Select(Line));

        static string Line(TrialExample example) =>
            $"{example.EventId} {example.Subject} {example.Person} {string.Join('+', example.Reasons)} {example.Title}";
    }

    [Fact]
    public async Task NothingWhereTheDraftIsWhatIsInForce()
    {
        var report = await Trying.ReportAsync(_log, Trying.Order(Trying.Rule(ToAssignee)), Trying.Rule(ToAssignee));

        Assert.Equal("2 people, 0 new, 0 fewer", report.Summary);
        Assert.Empty(report.New);
        Assert.Empty(report.Lost);
    }

    [Fact]
    public async Task TheSameAgainByteForByte()
    {
        var order = Trying.Order(Trying.Rule("{ to: [viewers, reporter, { users: [emil] }], title: \"${event.nothing}\" }"));

        var first = JsonSerializer.Serialize(await Trying.ReportAsync(_log, order, Trying.Rule(ToAssignee)));

        Assert.Equal(first, JsonSerializer.Serialize(await Trying.ReportAsync(_log, order, Trying.Rule(ToAssignee))));
    }

    [Theory]
    [InlineData(false, "3 people, 2 new, 0 fewer", "draft rule")]
    [InlineData(true, "2 people, 2 new, 1 fewer", "draft rule")]
    public async Task RulesThatTheDraftDoesNotNameStayUnlessItIsAllThereIs(bool only, string summary, string rules)
    {
        var order = Trying.Order(Trying.Rule("{ to: [{ users: [emil, fritz] }], title: Hello }", key: "draft")) with { Only = only };

        var report = await Trying.ReportAsync(_log, order, Trying.Rule("{ to: [{ users: [gerda] }], title: Hello }"));

        Assert.Equal(summary, report.Summary);
        Assert.Equal(rules, string.Join(' ', report.Rules.Select(rule => rule.Key)));
        Assert.Null(report.Rules[0].InForceVersion);
        Assert.Equal(only, report.Rules[1].DraftVersion is null);
    }

    [Fact]
    public async Task FlagsForViewersAreEventsNotPeople()
    {
        var report = await Trying.ReportAsync(_log, Trying.Order(Trying.Rule("{ to: [viewers], title: Hello }")), Trying.Rule(ToAssignee));

        Assert.Equal("0 people, 0 new, 2 fewer", report.Summary);
        Assert.Equal((3, 0, 0), (report.All.Draft.ViewerFlags, report.All.Draft.Notifications, report.All.InForce.ViewerFlags));
        Assert.Contains(report.Notes, note => note.Contains("viewers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhereAFilterFailsFirst()
    {
        var order = Trying.Order(Trying.Rule(ToAssignee, filter: "event.sprint == 1"));

        var rule = Assert.Single((await Trying.ReportAsync(_log, order, Trying.Rule(ToAssignee))).Rules);

        Assert.Equal((3, 0, 0), (rule.Figures.Draft.FilterFailures, rule.Figures.Draft.Events, rule.Figures.InForce.FilterFailures));
        Assert.Equal(("2", "jira:issue:A-1", 1, 7), (rule.Failure!.EventId, rule.Failure.Subject, rule.Failure.Line, rule.Failure.Column));
        Assert.Equal("Property 'sprint' is not there. Use ?. where it may be missing.", rule.Failure.Message);
    }

    [Fact]
    public async Task WhatTheProductItselfRecordedIsPassedOver()
    {
        await _log.AcceptAsync(Trying.Updated("own") with { Source = Event.OwnSource, Type = OwnEvents.Notified });

        var report = await Trying.ReportAsync(_log, Trying.Order(Trying.Rule(ToAssignee)), Trying.Rule(ToAssignee));

        Assert.Equal((3, 1), (report.Events, report.OwnEvents));
    }

    [Fact]
    public async Task OnlyOfTheTypesAndSubjectsAskedFor()
    {
        var rule = Trying.Rule(ToAssignee);

        var ofOne = await Trying.ReportAsync(_log, Trying.Order(rule) with { Subjects = ["jira:issue:A-2"] }, rule);
        var ofType = await Trying.ReportAsync(_log, Trying.Order(rule) with { Types = ["avi:jira:commented:issue"] }, rule);

        Assert.Equal((1, "1 person, 0 new, 0 fewer"), (ofOne.Events, ofOne.Summary));
        Assert.Equal((0, "0 people, 0 new, 0 fewer"), (ofType.Events, ofType.Summary));
    }

    [Fact]
    public async Task WhatALateHookDidNotShow()
    {
        await _log.AcceptAsync(Trying.Updated("late", assignee: "hugo") with { Time = SampleEvent.Of().Time.AddHours(-1) });
        var order = Trying.Order(Trying.Rule("{ to: [assignee], title: Hello }")) with { Only = true };

        var report = await Trying.ReportAsync(_log, order, Trying.Rule(ToReporter));

        Assert.DoesNotContain(report.New, example => example.Person == "hugo");
        Assert.Equal(4, report.All.Draft.Events);
    }
}
