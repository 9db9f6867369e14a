using Notifications.Tests.Unit.Storage;

namespace Notifications.Tests.Unit.Rules.Trials;

public sealed class WhatIsHeldBack : IAsyncLifetime
{
    private const string AtOnce = "{ to: [assignee], keep: always, title: Hello }";
    private const string Throttled = "{ to: [assignee], keep: always, title: Hello, throttle: { limit: 1, period: 1h } }";
    private const string Digested = "{ to: [assignee], keep: always, title: Hello, digest: { window: 10m, title: \"${notifications.length} more\" } }";

    private PastLog _log = null!;

    public async ValueTask InitializeAsync() => _log = await PastLog.OpenAsync();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task ByAThrottleIsNotTold()
    {
        await AcceptAsync("1", "2", "3");

        var report = await Trying.ReportAsync(_log, Trying.Order(Trying.Rule(Throttled)), Trying.Rule(AtOnce));

        Assert.Equal((1, 3, 2), (report.All.Draft.Notifications, report.All.InForce.Notifications, report.All.NotificationsLost));
        Assert.Equal(["2", "3"], report.Lost.Select(example => example.EventId));
        Assert.Equal("1 person, 0 new, 0 fewer", report.Summary);
    }

    [Fact]
    public async Task BeforeTheRangeCountsForAThrottle()
    {
        await AcceptAsync("1", "2");
        var order = Trying.Order(Trying.Rule(Throttled)) with { From = "2026-11-01T08:01:00Z" };

        var report = await Trying.ReportAsync(_log, order, Trying.Rule(AtOnce));

        Assert.Equal((1, 0, "0 people, 0 new, 1 fewer"), (report.Events, report.All.Draft.Notifications, report.Summary));
    }

    [Fact]
    public async Task ForADigestIsToldAtTheEndOfItsWindow()
    {
        await AcceptAsync("1", "2", "3");

        var report = await Trying.ReportAsync(_log, Trying.Order(Trying.Rule(Digested)), Trying.Rule(AtOnce));

        Assert.Equal((3, 2, 3), (report.Events, report.All.Draft.Notifications, report.All.InForce.Notifications));
        Assert.Equal("2 more", Assert.Single(report.New).Title);
    }

    [Fact]
    public async Task ForADigestThatEndedBeforeTheRangeIsNoneOfIts()
    {
        await AcceptAsync("1", "2");
        _log.Clock.Advance(TimeSpan.FromHours(1));
        await AcceptAsync("3");
        var order = Trying.Order(Trying.Rule(Digested)) with { From = "2026-11-01T09:00:00Z" };

        var report = await Trying.ReportAsync(_log, order, Trying.Rule(AtOnce));

        Assert.Equal((1, 1), (report.Events, report.All.Draft.Notifications));
        Assert.Empty(report.New);
    }

    private async Task AcceptAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            await _log.AcceptAsync(Trying.Updated(id));
            _log.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }
}
