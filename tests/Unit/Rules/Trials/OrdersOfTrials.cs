using Notifications.Rules.Trials;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Trials;

public sealed class OrdersOfTrials
{
    private const string Draft = "modules: { trigger: [{ key: rule, events: [avi:jira:updated:issue] }] }";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-23", "2026-11-23T00:00:00Z")]
    [InlineData("2026-11-23T08:30", "2026-11-23T08:30:00Z")]
    [InlineData("2026-11-23T08:30:15+02:00", "2026-11-23T06:30:15Z")]
    [InlineData("2026-11-23T08:30:15.5Z", "2026-11-23T08:30:15.5Z")]
    [InlineData("7d", "2026-11-16T12:00:00Z")]
    [InlineData("12h", "2026-11-23T00:00:00Z")]
    [InlineData("90m", "2026-11-23T10:30:00Z")]
    [InlineData("5s", "2026-11-23T11:59:55Z")]
    [InlineData("yesterday", null)]
    [InlineData("7", null)]
    [InlineData("-7d", null)]
    [InlineData("7d\n", null)]
    [InlineData("999999d", null)]
    public void TimesAreMomentsOrHowLongAgo(string text, string? time) => Assert.Equal(
        time is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture),
        PastTime.TryRead(text, Now, out var read) ? read : (DateTimeOffset?)null);

    [Fact]
    public void SevenDaysUntilNowWhereNothingIsSaid()
    {
        var plan = TrialPlan.Of(new TrialOrder { Rules = Draft }, "default", Deciders.Rule(), Now).Plan!;
        Assert.Equal((Now.AddDays(-7), Now), (plan.Range.From, plan.Range.To));
    }

    [Theory]
    [InlineData("tomorrow", null, null, "'from' and 'to' are times such as 2026-11-23T08:00:00Z, or how long ago, such as 7d, 12h or 30m.")]
    [InlineData("1h", "2h", null, "'from' (2026-11-23T11:00:00.0000000+00:00) must be before 'to' (2026-11-23T10:00:00.0000000+00:00).")]
    [InlineData("1h", null, "ABC-12", "'ABC-12' is not a subject such as jira:issue:ABC-12, or the beginning of some such as jira:issue:ABC-*.")]
    public void WhatCannotBeCarriedOutIsSaid(string? from, string? to, string? subject, string problem)
    {
        var order = new TrialOrder { Rules = Draft, From = from, To = to, Subjects = subject is null ? [] : [subject] };
        Assert.Equal(problem, TrialPlan.Of(order, "default", Deciders.Rule(), Now).Refusal!.Problem);
    }

    [Fact]
    public void ErrorsOfADraftHavePlaces()
    {
        var order = new TrialOrder { Rules = "modules:\n  trigger:\n    - key: rule\n      evnts: []\n" };
        var refusal = TrialPlan.Of(order, "default", Deciders.Rule(), Now, "new.yaml").Refusal!;
        Assert.Equal("The draft has errors.", refusal.Problem);
        Assert.Contains(refusal.Errors, error => error is { File: "new.yaml", Line: 4, Column: 7 });
    }

    [Fact]
    public void ADraftIsOfTheSiteThatTriesIt()
    {
        var plan = TrialPlan.Of(new TrialOrder { Rules = Draft }, "acme", Deciders.Rule(), Now).Plan!;
        Assert.Equal("acme", Assert.Single(plan.Draft.Rules).Site);
        Assert.Empty(plan.InForce.Rules);

        var other = Draft.Replace("key: rule", "key: rule, site: other", StringComparison.Ordinal);
        var error = Assert.Single(TrialPlan.Of(new TrialOrder { Rules = other }, "acme", Deciders.Rule(), Now).Refusal!.Errors);
        Assert.Equal("The rule is of site 'other', and this is about 'acme'.", error.Message);
    }
}
