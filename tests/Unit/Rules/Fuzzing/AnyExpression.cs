using System.Diagnostics;
using System.Text.Json;
using CsCheck;
using Notifications.Rules;
using Notifications.Rules.Expressions;
using Notifications.Rules.Expressions.Complexity;
using Notifications.Rules.Filtering;
using Notifications.Rules.Filtering.Quick;
using Notifications.Rules.Indexing;
using Notifications.Tests.Unit.Rules.Expressions;

namespace Notifications.Tests.Unit.Rules.Fuzzing;

/// <summary>What holds for every text and every event. A failure prints the seed that makes it again.</summary>
public sealed class AnyExpression
{
    private const int Texts = 20_000;

    // Generous for a machine that does other things too; what is bounded wrongly takes minutes and gigabytes.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(5);
    private const long MaxCompiling = 16 << 20;
    private const long MaxEvaluating = 64 << 20;

    [Fact]
    public void CompilesOrSaysWhyNotWithinBounds() => ExpressionTexts.Any.Sample(
        text =>
        {
            var compilation = Bounded(MaxCompiling, () => Expression.Compile(text, RuleVariables.Names));
            Assert.NotEqual(compilation.Expression is null, compilation.Errors.Count == 0);
            Assert.All(compilation.Errors, error => Assert.True(error is { Line: > 0, Column: > 0, Message.Length: > 0 }));
            var complexity = Bounded(MaxCompiling, () => ExpressionComplexity.Of(text));
            Assert.NotEqual("", complexity.Polynomial);
            if (compilation.Expression is not null)
                Assert.NotEqual("0", complexity.Polynomial);
        },
        iter: Texts);

    [Fact]
    public void EvaluatesWithinBoundsAndTwiceAlike() => Gen.Select(ExpressionTexts.Any, EventTexts.Any).Sample(
        (text, json) =>
        {
            if (Expression.Compile(text, RuleVariables.Names).Expression is not { } expression)
                return;
            using var data = JsonDocument.Parse(json);
            var variables = Variables(data.RootElement);
            var first = Bounded(MaxEvaluating, () => expression.EvaluateFilter(variables));
            Assert.InRange(first.Steps, 1, ExpressionLimits.Steps);
            var second = expression.EvaluateFilter(variables);
            Assert.Equal((first.Error, first.Steps, first.Value.Kind, first.Value.IsTrue), (second.Error, second.Steps, second.Value.Kind, second.Value.IsTrue));
        },
        iter: Texts);

    [Fact]
    public void IsAnsweredTheSameByTheQuickWay()
    {
        var answered = 0;
        Gen.Select(ExpressionTexts.Valid, EventTexts.Any).Sample(
            (text, json) =>
            {
                if (QuickFilter.Of(text) is not { } quick || Expression.Compile(text, RuleVariables.Names).Expression is not { } expression)
                    return;
                using var data = JsonDocument.Parse(json);
                if (!quick.TryEvaluate(new PathReadings(data.RootElement), out var value, out var steps))
                    return;
                Interlocked.Increment(ref answered);
                var expected = expression.EvaluateFilter(Variables(data.RootElement));
                Assert.Equal((expected.Error, expected.Value.IsTrue, expected.Steps), (null, value, steps));
            },
            iter: 5 * Texts);
        Assert.True(answered > 1_000, $"Only {answered} were answered: the texts are badly chosen.");
    }

    [Fact]
    public void IsFalseOutsideOfTheProjectsItDemands()
    {
        var demanded = 0;
        Gen.Select(Gen.OneOf("'A' == event.issue.fields.project.key", "event.issue?.fields.project?.key == 'A'", "['A'].includes(event.issue.fields.project.key)"),
            Gen.OneOf("&&", "||", "??", "=="), ExpressionTexts.Valid, EventTexts.Any).Sample(
            (first, symbol, rest, json) =>
            {
                var text = $"{first} {symbol} {rest}";
                if (DemandedProjects.Of(text) is not { } projects || Expression.Compile(text, RuleVariables.Names).Expression is not { } expression)
                    return;
                using var data = JsonDocument.Parse(json);
                var facts = EventFacts.Of(data.RootElement);
                if (!facts.TellsProject || projects.Contains(facts.Project!))
                    return;
                Interlocked.Increment(ref demanded);
                var evaluation = expression.EvaluateFilter(Variables(data.RootElement));
                Assert.Null(evaluation.Error);
                Assert.False(evaluation.Value.IsTrue);
            },
            iter: Texts);
        Assert.True(demanded > 100, $"Only {demanded} demanded another project: the texts are badly chosen.");
    }

    private static Value[] Variables(JsonElement data)
    {
        var values = new Value[RuleVariables.Names.Count];
        Array.Fill(values, Value.Of("Anna"));
        values[0] = Value.Of(data);
        return values;
    }

    private static T Bounded<T>(long bytes, Func<T> work)
    {
        var (start, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        var result = work();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, bytes);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, MaxTime);
        return result;
    }
}
