using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Rules.Backend;
using Notifications.Rules.Deciding;
using Notifications.Rules.Evaluating;
using Notifications.Rules.History;
using Notifications.Tests.Unit.Rules.Backend;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Playgrounds;

public sealed class WhatAnAuthorIsTold
{
    private const string Issue = """{ "issue": { "key": "A-1", "labels": ["x", "y"], "votes": 3, "fields": { "project": { "key": "A" } } } }""";

    private readonly Playground _playground = new(new Decider(
        Deciders.Backends([new TestRule(_ => throw new InvalidOperationException("Nobody asks it here."))]),
        Deciders.Notices(), NullLogger<Decider>.Instance));

    [Fact]
    public void AnExpressionTellsTheValueOfEachStep()
    {
        var evaluated = Evaluate("event.issue.labels.filter(l => l != 'x')");

        Assert.Equal("[\"y\"]", evaluated.Value);
        Assert.Equal("List", evaluated.Type);
        Assert.Contains(evaluated.Trace, step => step is { Line: 1, Text: "event.issue.labels", Value: "[\"x\",\"y\"]", Error: null });
        Assert.Equal(["false", "true"], evaluated.Trace.Where(step => step.Text == "l != 'x'").Select(step => step.Value));
        Assert.False(evaluated.IsTraceCut);
    }

    [Fact]
    public void StepsStandInTheOrderInWhichTheyWereDone() => Assert.Equal(
        [(1, 1, "event"), (1, 7, "event.issue"), (1, 13, "event.issue.key"), (1, 1, "event.issue.key == 'A-1'")],
        Evaluate("event.issue.key == 'A-1'").Trace.Select(step => (step.Line, step.Column, step.Text)));

    [Fact]
    public void AMapIsJson() => Assert.Equal("{\"a\":[1,null]}", Evaluate("({ a: [1, null] })").Value);

    [Fact]
    public void TheStepThatFailsSaysWhyAndWhere()
    {
        var evaluated = Evaluate("event.issue.key == event.issue.kee");

        var failed = Assert.Single(evaluated.Trace, step => step.Error is not null);
        Assert.Null(failed.Value);
        Assert.Equal(("event.issue.kee", evaluated.Error!.Line, evaluated.Error.Column), (failed.Text, failed.Line, failed.Column));
        Assert.Equal(evaluated.Error.Message, failed.Error);
        Assert.Contains(evaluated.Trace, step => step is { Text: "event.issue.key", Value: "\"A-1\"" });
    }

    [Fact]
    public void MoreStepsThanAreToldAreSaidToBeCut()
    {
        var items = string.Join(", ", Enumerable.Range(0, 600));

        var evaluated = Evaluate($"[{items}].map(i => i + 1).length");

        Assert.Equal("600", evaluated.Value);
        Assert.Equal(EvaluationOrder.MaxTraced, evaluated.Trace.Count);
        Assert.True(evaluated.IsTraceCut);
    }

    [Fact]
    public void ManyRulesShareWhatIsTold()
    {
        var expression = "event.issue.labels.length == 2" + string.Concat(Enumerable.Repeat(" && event.issue.votes == 3", 40));
        var rules = "modules:\n  trigger:\n" + string.Concat(Enumerable.Range(0, 10).Select(i =>
            $"    - {{ key: r{i}, events: [avi:jira:updated:issue], filter: {{ expression: '{expression}' }} }}\n"));

        var evaluated = _playground.Decide(rules, "default", SampleEvent.Of(Issue), new SubjectHistory());

        Assert.All(evaluated.Rules!, rule => Assert.Equal((RuleOutcome.Matched, 100, true), (rule.Outcome, rule.Filter!.Trace.Count, rule.Filter.IsTraceCut)));
    }

    [Fact]
    public void ARuleOfAnotherProjectIsExplained()
    {
        var rule = Decide("filter: { expression: \"event.issue.fields.project.key == 'B'\" }");

        Assert.Equal((RuleOutcome.NotMatched, "expression"), (rule.Outcome, rule.Unmet));
        Assert.Contains(rule.Filter!.Trace, step => step is { Text: "event.issue.fields.project.key", Value: "\"A\"" });
    }

    [Theory]
    [InlineData("filter: { projects: [B] }", "projects")]
    [InlineData("filter: { changed: [status], expression: 'true' }", "changed")]
    [InlineData("filter: { expression: 'true' }", null)]
    public void TheClauseThatIsNotMetIsNamed(string filter, string? unmet)
    {
        var rule = Decide(filter);

        Assert.Equal(unmet, rule.Unmet);
        Assert.Equal(unmet is null, rule.Clauses.All(clause => clause.Met == true));
    }

    [Fact]
    public void AFilterThatIsNeitherTrueNorFalseFails()
    {
        var rule = Decide("filter: { expression: event.issue.votes }");

        Assert.Equal((RuleOutcome.FilterFailed, "3"), (rule.Outcome, rule.Filter!.Value));
        Assert.Contains("must be true or false", rule.Filter.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANotificationSaysHowItIsKeptAndWhetherItIsCritical()
    {
        var rule = Decide("notify: { to: [{ users: [zoe] }], keep: whenAway, critical: true, title: x }");

        Assert.True(rule.Notification is { Kept: false, KeptWhenAway: true, Critical: true });
    }

    [Fact]
    public void ARuleWithBackendLogicSaysWhomItWouldAskAndWhatItProposes()
    {
        var rule = Decide("function: function\n      notify: { to: [{ users: [zoe] }], title: \"${event.issue.key}\" }");

        Assert.Equal((RuleOutcome.Matched, "function:function"), (rule.Outcome, rule.Asks));
        Assert.Equal((null, "A-1"), (rule.Notification, rule.Proposal?.Title));
        Assert.Equal(["zoe"], rule.Chosen.Select(person => person.Person));
    }

    private static EvaluatedExpression Evaluate(string expression) =>
        Playground.Evaluate(expression, SampleEvent.Of(Issue), new SubjectHistory()).Expression!;

    private EvaluatedRule Decide(string rest)
    {
        var evaluated = _playground.Decide(
            $"modules:\n  trigger:\n    - key: rule\n      events: [avi:jira:updated:issue]\n      {rest}\n",
            "default", SampleEvent.Of(Issue), new SubjectHistory());
        Assert.Empty(evaluated.Errors);
        return Assert.Single(evaluated.Rules!);
    }
}
