using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Events;
using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Rules.Deciding;
using Notifications.Rules.History;
using Notifications.Rules.Loading;
using Notifications.Samples;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Backend;

public sealed class RulesWithBackends
{
    private readonly Decider _decider = new(Deciders.Backends([new WorkingHours(TimeProvider.System)]), Deciders.Notices(), NullLogger<Decider>.Instance);

    [Fact]
    public void AskBeforeAnybodyIsTold()
    {
        var outcome = Decide("function: working-hours", "notify: { to: [viewers, assignee], keep: always, title: Hello }");

        Assert.Empty(outcome.Live);
        Assert.Empty(outcome.Kept);
        var call = Assert.Single(outcome.Calls);
        Assert.Equal(("function:working-hours", "rule"), (call.Target, call.Rule));
        Assert.Equal("Hello", call.Proposal!.Flag.Title);
        Assert.True(call.Proposal is { EveryViewer: true, Kept: [{ User: "ben" }] });
        Assert.Equal(call.Id, Assert.Single(Decide("function: working-hours", "").Calls).Id);
    }

    [Fact]
    public void NeedNoNotify() => Assert.Null(Assert.Single(Decide("function: working-hours", "").Calls).Proposal);

    [Fact]
    public void AskOnlyOfEventsThatTheirFilterLetsThrough() =>
        Assert.Empty(Decide("function: working-hours", "filter: { expression: 'false' }").Calls);

    [Theory]
    [InlineData("function: main")]
    [InlineData("endpoint: working-hours")]
    [InlineData("")]
    public void WithoutEffectTellAsEver(string backend)
    {
        var outcome = Decide(backend, "notify: { to: [viewers], title: Hello }");
        Assert.Empty(outcome.Calls);
        Assert.Equal("Hello", Assert.Single(outcome.Live).Flag.Title);
    }

    [Fact]
    public void HaveAFunctionOrAnEndpointNotBoth() => Assert.Equal(
        "test.yaml:7:17 A trigger has a function or an endpoint, not both.",
        Assert.Single(RuleFile.Parse("test.yaml", Yaml("function: a", "endpoint: b")).Errors).ToString());

    private SubjectOutcome Decide(string backend, string more) =>
        new SubjectDecider(_decider).Decide(Deciders.Rules(Yaml(backend, more)), new LoggedEvent(1, SampleEvent.Of().Time, SampleEvent.Of()));

    private static string Yaml(string backend, string more) =>
        $"""
        modules:
          trigger:
            - key: rule
              events:
                - avi:jira:updated:issue
              {backend}
              {more}
        """;
}
