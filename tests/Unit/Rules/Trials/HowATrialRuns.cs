using Notifications.Rules.Trials;
using Notifications.Tests.Unit.Storage;

namespace Notifications.Tests.Unit.Rules.Trials;

public sealed class HowATrialRuns : IAsyncLifetime
{
    private const string ToAssignee = "{ to: [assignee], keep: always, title: Hello }";

    private PastLog _log = null!;

    public async ValueTask InitializeAsync() => _log = await PastLog.OpenAsync();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task ItRemembersWhatCameBeforeTheRange()
    {
        for (var i = 1; i <= 4; i++)
        {
            await _log.AcceptAsync(Trying.Updated($"{i}", assignee: $"user{i}"));
            _log.Clock.Advance(TimeSpan.FromHours(1));
        }

        await _log.AcceptAsync(Trying.Updated("elsewhere", "B-1"));
        var order = Trying.Order(Trying.Rule(ToAssignee, filter: "history.length == 2")) with { From = "2026-11-01T10:00:00Z" };

        var report = await Trying.ReportAsync(_log, order, Trying.Rule(ToAssignee));

        Assert.Equal(3, report.Events);
        Assert.Equal(1, report.All.Draft.Events);
        Assert.Equal(["user4", "ben"], report.Lost.Select(example => example.Person));
    }

    [Fact]
    public async Task AnEventThatIsNotCountedIsStillRemembered()
    {
        await _log.AcceptAsync(Trying.Updated("1") with { Type = "avi:jira:commented:issue" }, Trying.Updated("2"));
        var order = Trying.Order(Trying.Rule(ToAssignee, filter: "history.length == 1")) with { Types = ["avi:jira:updated:issue"] };

        var report = await Trying.ReportAsync(_log, order, Trying.Rule(ToAssignee));

        Assert.Equal((1, 1), (report.Events, report.All.Draft.Events));
    }

    [Fact]
    public async Task ItGoesOnOverManyPages()
    {
        await _log.AcceptAsync([.. Enumerable.Range(0, 300).Select(i => Trying.Updated($"{i}", assignee: $"user{i}"))]);
        var run = Trying.Run(_log, Trying.Order(Trying.Rule(ToAssignee)), Trying.Rule("{ to: [reporter], keep: always, title: Hello }"));

        var report = await run.RunAsync(CancellationToken.None);

        Assert.Equal("300 people, 300 new, 1 fewer", report.Summary);
        Assert.Equal(TrialLimits.Examples, report.New.Count);
        Assert.Equal("0", report.New[0].EventId);
        Assert.Equal((true, 300, 300), (run.Progress.HasBegun, run.Progress.Done, run.Progress.Total));
    }

    [Fact]
    public async Task ABoundOnSubjectsIsSaid()
    {
        await _log.AcceptAsync(Trying.Updated("1", "A-1"), Trying.Updated("2", "A-2"), Trying.Updated("3", "A-3"), Trying.Updated("4", "A-1"));
        var run = Trying.Run(_log, Trying.Order(Trying.Rule(ToAssignee)), Trying.Rule(ToAssignee), maxSubjects: 2);

        var report = await run.RunAsync(CancellationToken.None);

        Assert.Equal((3, 2), (report.Events, report.Subjects));
        Assert.Equal(
            ["A trial takes the first 2 subjects of its range: 1 events of others are left out. Take a shorter range, or name subjects."],
            report.Bounds);
    }

    [Fact]
    public void ABoundOnPeopleIsSaid()
    {
        var room = new PeopleRoom(2);
        var people = new PeopleTally(room);
        foreach (var person in (string[])["anna", "ben", "anna", "cleo"])
            people.Add(isDraft: true, person);

        Assert.Equal(2, people.Draft);
        Assert.True(room.IsFull);
    }

    [Fact]
    public async Task StoppedItSaysHowFarItCame()
    {
        await _log.AcceptAsync(Trying.Updated("1"));
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var run = Trying.Run(_log, Trying.Order(Trying.Rule(ToAssignee)), Trying.Rule(ToAssignee));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.RunAsync(stop.Token));

        Assert.Equal(0, run.Report().Events);
    }
}
