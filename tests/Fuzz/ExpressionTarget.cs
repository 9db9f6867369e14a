using System.Text;
using System.Text.Json;
using Notifications.Rules;
using Notifications.Rules.Expressions;
using Notifications.Rules.Expressions.Complexity;
using Notifications.Rules.Filtering;
using Notifications.Rules.Filtering.Quick;
using Notifications.Rules.Indexing;

namespace Notifications.Tests.Fuzz;

/// <summary>
/// Compiles and evaluates an input: an expression, and after an empty line the event as JSON. Any exception is a finding, and so
/// is an answer that breaks what is promised.
/// </summary>
internal static class ExpressionTarget
{
    private const long MaxAllocation = 64 << 20;

    private static readonly JsonElement Sample = JsonElement.Parse("""
        {
          "issue": { "key": "PLAT-1", "fields": { "project": { "key": "PLAT" }, "summary": "Größe", "labels": ["a", "b"], "assignee": null } },
          "changelog": { "items": [{ "field": "status", "fromString": "To Do", "toString": "Done", "n": 1 }] }
        }
        """);

    public static void Run(byte[] input)
    {
        var end = input.AsSpan().IndexOf("\n\n"u8);
        var text = Encoding.UTF8.GetString(end < 0 ? input : input.AsSpan(0, end));
        var data = end < 0 ? Sample : Parse(input.AsMemory(end + 2));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var compilation = Expression.Compile(text, RuleVariables.Names);
        var complexity = ExpressionComplexity.Of(text);
        Require(compilation.Expression is null == compilation.Errors.Count > 0, "errors or an expression");
        if (compilation.Expression is { } expression)
        {
            Require(complexity.Polynomial != "0", "a cost");
            Evaluate(text, expression, data);
        }

        Require(GC.GetAllocatedBytesForCurrentThread() - before < MaxAllocation, "bounded memory");
    }

    private static void Evaluate(string text, Expression expression, JsonElement data)
    {
        var variables = new Value[RuleVariables.Names.Count];
        Array.Fill(variables, Value.Of("Anna"));
        variables[0] = Value.Of(data);
        var first = expression.EvaluateFilter(variables);
        Require(first.Steps is > 0 and <= ExpressionLimits.Steps, "bounded steps");
        var second = expression.EvaluateFilter(variables);
        Require(first.Error == second.Error && first.Steps == second.Steps && first.Value.IsTrue == second.Value.IsTrue, "the same twice");
        expression.EvaluateText(variables, new EvaluationBudget());

        var facts = EventFacts.Of(data);
        if (QuickFilter.Of(text) is { } quick && quick.TryEvaluate(facts.Paths, out var value, out var steps))
            Require(first.Error is null && first.Value.IsTrue == value && first.Steps == steps, "the same by the quick way");
        if (DemandedProjects.Of(text) is { } projects && facts.TellsProject && !projects.Contains(facts.Project!))
            Require(first.Error is null && !first.Value.IsTrue, "false outside of the projects");
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return Sample;
        }
    }

    private static void Require(bool holds, string promise)
    {
        if (!holds)
            throw new InvalidOperationException($"This was promised and does not hold: {promise}.");
    }
}
