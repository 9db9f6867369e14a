using System.Text.Json;
using Notifications.Rules.Expressions;
using Notifications.Rules.Filtering.Quick;
using Notifications.Tests.Unit.Rules.Expressions;

namespace Notifications.Tests.Unit.Rules.Filtering.Quick;

/// <summary>The quick way says what the expression says, with as many steps; or it leaves the event to the expression.</summary>
public sealed class QuickAnswers
{
    [Theory]
    [InlineData("event.issue.key == 'DEMO-1'")]
    [InlineData("event.issue.key != 'DEMO-1' || 'DEMO-1' === event.issue.key")]
    [InlineData("event.escaped == 'Done' && !(event.escaped !== 'Done')")]
    [InlineData("event.issue.fields.priority.rank == 2 && event.issue.fields.priority.rank != 3.5")]
    [InlineData("event['odd key'] && event['odd key'] == true")]
    [InlineData("event.issue.fields.assignee == null && event.issue.fields.assignee?.name == null")]
    [InlineData("event.issue.fields.parent?.fields.status?.name != 'Done'")]
    [InlineData("event.none?.deep.er == null && event?.none == null && null != event.issue")]
    [InlineData("event.changelog?.items.some(i => i.field == 'status' && i.toString == 'Done') ?? false")]
    [InlineData("event.changelogs?.items.some(i => i.field == 'status') ?? false")]
    [InlineData("event.changelog.items.every(i => i.count == 3 || i.count == 5)")]
    [InlineData("event.changelog.items.some(i => i?.none == null)")]
    [InlineData("event.changelog.items.some(i => event.changelog.items.every(j => j.field == 'x' || i.field == 'labels'))")]
    [InlineData("event.issue.fields.labels.includes('kitchen') && !event.issue.fields.labels.includes('garden')")]
    [InlineData("event.issue.fields.parts.includes('x') || event.issue.fields.parts.some(p => p.x)")]
    [InlineData("event.issue.fields.status.name.includes('on')")]
    [InlineData("event.issue.key.toLowerCase().includes('demo')")]
    [InlineData("true || event.absent")]
    public void AreThoseOfTheExpression(string text) => Assert.True(Agree(text));

    [Theory]
    [InlineData("event.absent")]
    [InlineData("event.absent == 1")]
    [InlineData("event.issue.key == 1")]
    [InlineData("event.issue.key && true")]
    [InlineData("event.issue.fields.assignee.name == 'x'")]
    [InlineData("event.changelogs?.items.some(i => true)")]
    [InlineData("event.changelogs?.items.some(i => true) && true")]
    [InlineData("event.issue.key.some(i => true)")]
    [InlineData("event.issue.fields.assignee.includes('x')")]
    [InlineData("event.issue.fields.labels.length == 2")]
    [InlineData("event.issue.fields.labels.toLowerCase().includes('x')")]
    [InlineData("event.changelog.items.some(i => i.absent == 1)")]
    [InlineData("event.changelog.items.some(i => i?.absent)")]
    [InlineData("event.issue.fields.summary.includes('kettle')")]
    [InlineData("event.broken == 'x'")]
    [InlineData("event.grid == 1")]
    public void AreLeftToTheExpression(string text) => Assert.False(Agree(text));

    [Theory]
    [InlineData("actor == 'Anna'")]
    [InlineData("event.a + 1 == 2")]
    [InlineData("event.a == event.b")]
    [InlineData("event.a > 1")]
    [InlineData("event.a ? true : false")]
    [InlineData("event.a[0] == 1")]
    [InlineData("event.a.some((i, j) => true)")]
    [InlineData("event.a.some(i => { return true; })")]
    [InlineData("event.a.includes(event.b)")]
    [InlineData("event.a == '\\ud800'")]
    [InlineData("event.a.some(a => a.some(b => b.some(c => c.some(d => true))))")]
    public void AreNotForEveryExpression(string text) => Assert.Null(QuickFilter.Of(text));

    [Fact]
    public void CountTheStepsOfWhatIsLarge()
    {
        var wide = JsonSerializer.SerializeToElement(new
        {
            wide = Enumerable.Range(0, 100).ToDictionary(i => $"p{i}", i => i),
            list = Enumerable.Repeat(new { a = 1 }, 100),
            text = new string('x', 300),
        });
        Assert.True(Agree("event.wide.p1 == 1 && event.wide?.none == null", wide));
        Assert.False(Agree("event.list.every(i => i.a == 1)", wide));
        Assert.False(Agree("event.text.includes('x')", wide));
        Assert.True(Agree("event.text == 'x'", wide));
    }

    [Fact]
    public void AllocateNothing()
    {
        var quick = QuickFilter.Of("event.changelog?.items.some(i => i.field == 'x') ?? event.issue.key.toLowerCase().includes('x')")!;
        var paths = new PathReadings(Evaluating.Event);
        quick.TryEvaluate(paths, out _, out _);
        Assert.Equal(0, Allocated.By(() =>
        {
            for (var i = 0; i < 1_000; i++)
                quick.TryEvaluate(paths, out _, out _);
        }));
    }

    private static bool Agree(string text, JsonElement? data = null)
    {
        var @event = data ?? Evaluating.Event;
        var values = Evaluating.Values;
        values[0] = Value.Of(@event);
        var expected = Evaluating.Compile(text).EvaluateFilter(values);
        var paths = new PathReadings(@event);
        var answers = QuickFilter.Of(text)!.TryEvaluate(paths, out var value, out var steps);
        // What was remembered of the event must not change the answer.
        Assert.Equal((answers, value, steps), (QuickFilter.Of(text)!.TryEvaluate(paths, out var again, out var stepsAgain), again, stepsAgain));
        if (answers)
            Assert.Equal((null, expected.Value.IsTrue, expected.Steps), (expected.Error, value, steps));
        return answers;
    }
}
