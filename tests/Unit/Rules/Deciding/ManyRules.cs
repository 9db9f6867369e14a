using System.Diagnostics;
using Notifications.Rules.History;

namespace Notifications.Tests.Unit.Rules.Deciding;

/// <summary>What 1,000 rules on one type of event cost an event that matches none. docs/measurements.md has the figures.</summary>
public sealed class ManyRules
{
    [Theory]
    [InlineData("{ projects: P# }")]
    [InlineData("{ spaces: S# }")]
    [InlineData("{ expression: \"event.issue.fields.project.key == 'P#' && event.absent\" }")]
    public void OfOtherPlacesAllocateNothing(string filter) =>
        Assert.Equal(Measure(filter, 1).Allocated, Measure(filter, 1_000).Allocated);

    // Ten times what is promised, so that a busy machine does not fail it; work that grows with the square would.
    [Theory]
    [InlineData("{ changed: { field: status, to: S# } }")]
    [InlineData("{ expression: \"event.issue.fields.status.name == 'S#'\" }")]
    [InlineData("{ expression: \"event.issue.fields.status.name == 'S#' && actor != null\" }")]
    public void ThatAreAskedTakeLittleTime(string filter) =>
        Assert.InRange(Measure(filter, 1_000).Shortest, TimeSpan.Zero, TimeSpan.FromMilliseconds(10));

    private static (long Allocated, TimeSpan Shortest) Measure(string filter, int count)
    {
        var rules = Deciders.Rules("modules:\n  trigger:\n" + string.Concat(Enumerable.Range(0, count).Select(i =>
            $"    - {{ key: r{i}, events: [avi:jira:updated:issue], filter: {filter.Replace("#", $"{i}", StringComparison.Ordinal)} }}\n")));
        var (decider, history) = (Deciders.Decider(), new SubjectHistory());
        var @event = SampleEvent.Of(SampleEvent.StatusChanged.Replace("\"summary\"", "\"project\": { \"key\": \"DEMO\" }, \"summary\"", StringComparison.Ordinal));
        var (allocated, shortest) = (long.MaxValue, TimeSpan.MaxValue);
        for (var i = 0; i < 30; i++)
        {
            var (start, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            var decisions = decider.Decide(rules, @event, history);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            shortest = TimeSpan.FromTicks(Math.Min(shortest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
            Assert.DoesNotContain(decisions, decision => decision.FilterValue != false);
        }

        return (allocated, shortest);
    }
}
