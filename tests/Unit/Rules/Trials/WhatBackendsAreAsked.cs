using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Notifications.Rules.Deciding;
using Notifications.Rules.Trials;
using Notifications.Tests.Unit.Rules.Backend;
using Notifications.Tests.Unit.Rules.Deciding;
using Notifications.Tests.Unit.Storage;

namespace Notifications.Tests.Unit.Rules.Trials;

public sealed class WhatBackendsAreAsked : IAsyncLifetime
{
    private const string ToAssignee = "{ to: [assignee], keep: always, title: Hello }";

    private PastLog _log = null!;

    public async ValueTask InitializeAsync()
    {
        _log = await PastLog.OpenAsync();
        await _log.AcceptAsync(Trying.Updated("1"), Trying.Updated("2"));
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task IsCountedAsAskedAndNotAsTold()
    {
        var report = await ReportAsync("function", ToAssignee);

        Assert.Equal("0 people, 0 new, 1 fewer", report.Summary);
        Assert.Equal((2, 0), (report.All.Draft.AsksBackend, report.All.InForce.AsksBackend));
        Assert.Equal((2, 2, 0), (report.Rules[0].Figures.Draft.Events, report.Rules[0].Figures.Draft.AsksBackend, report.Rules[0].Figures.Draft.Notifications));
        Assert.Contains(report.Notes, note => note.Contains("nobody is counted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task IsNobodyWhereTheProductDoesNotHaveIt()
    {
        var report = await ReportAsync("elsewhere", ToAssignee);

        Assert.Equal("1 person, 0 new, 0 fewer", report.Summary);
        Assert.Equal(0, report.All.Draft.AsksBackend);
        Assert.DoesNotContain(report.Notes, note => note.Contains("nobody is counted", StringComparison.Ordinal));
    }

    private Task<TrialReport> ReportAsync(string function, string notify)
    {
        var decider = new Decider(
            Deciders.Backends([new TestRule(_ => throw new InvalidOperationException("Nobody asks it in a trial."))]),
            Deciders.Notices(), NullLogger<Decider>.Instance);
        var draft = Trying.Rule(notify) + $"      function: {function}\n";
        var plan = Trying.Plan(Trying.Order(draft), Deciders.Rules(Trying.Rule(notify)));
        return new TrialRun(_log.Past, plan, decider, new FakeTimeProvider()).RunAsync(CancellationToken.None);
    }
}
