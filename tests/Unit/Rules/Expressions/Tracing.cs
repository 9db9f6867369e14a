using System.Text.Json;
using Notifications.Rules.Expressions;

namespace Notifications.Tests.Unit.Rules.Expressions;

public sealed class Tracing
{
    [Fact]
    public void TellsWhatEachPartGave()
    {
        var (evaluation, steps) = Evaluating.Compile("event.issue.key == 'DEMO-1'\n  && [1, 2].some(i => i > 1)")
            .Trace(Evaluating.Values, now: null);
        Assert.True(evaluation.Value.IsTrue);
        Assert.Equal(
            [
                "1:7 event.issue = {\"key\":\"DEMO-1\"",
                "1:13 event.issue.key = \"DEMO-1\"",
                "1:1 event.issue.key == 'DEMO-1' = true",
                "2:23 i = 1",
                "2:23 i > 1 = false",
                "2:23 i = 2",
                "2:23 i > 1 = true",
                "2:13 [1, 2].some(i => i > 1) = true",
            ],
            steps.Skip(1).SkipLast(1).Select(step => $"{step.Line}:{step.Column} {step.Text} = {step.Value![..Math.Min(15, step.Value!.Length)]}"));
    }

    [Fact]
    public void TellsWhereItFailedOnce()
    {
        var (evaluation, steps) = Evaluating.Compile("true && event.issue.nothing == 1").Trace(Evaluating.Values, now: null);
        var failed = Assert.Single(steps, step => step.Error is not null);
        Assert.Equal(evaluation.Error, failed.Error);
        Assert.Equal(("event.issue.nothing", null), (failed.Text, failed.Value));
        Assert.Equal(failed, steps[^1]);
    }

    [Fact]
    public void EndsAtItsBounds()
    {
        var values = new[]
        {
            Value.Of(JsonSerializer.SerializeToElement(new { list = Enumerable.Repeat(new string('x', 1_000), 2_000) })),
            Value.Of("Anna"),
        };
        var (evaluation, steps) = Evaluating.Compile($"event.list.every(i => i != '{new string('y', 300)}')").Trace(values, now: null);
        Assert.True(evaluation.Value.IsTrue);
        Assert.Equal(1_000, steps.Count);
        Assert.All(steps, step => Assert.True(step.Text.Length <= 201 && step.Value!.Length <= 202));
        Assert.Equal(5, Evaluating.Compile("event.list.every(i => i != null)").Trace(values, now: null, maxTraced: 5).Steps.Count);
    }

    [Fact]
    public void EndsAtTextThatIsNotUnicode()
    {
        var values = new[] { Value.Of(JsonElement.Parse("""{ "broken": "\ud800", "a": 1 }""")), Value.Of("Anna") };
        var (evaluation, steps) = Evaluating.Compile("event.a == 1 && event.get('broken') != null").Trace(values, now: null);
        Assert.Null(evaluation.Error);
        Assert.Contains(steps, step => step is { Text: "event", Value: "{\"broken\":\"…" });
    }

    [Fact]
    public void ChangesNothing()
    {
        const string Text = "let f = i => i.count * 2; event.changelog.items.map(f).reduce((a, b) => a + b)";
        var plain = Evaluating.Evaluate(Text);
        var traced = Evaluating.Compile(Text).Trace(Evaluating.Values, now: null).Evaluation;
        Assert.Equal((plain.Value.Number, plain.Steps), (traced.Value.Number, traced.Steps));
    }
}
