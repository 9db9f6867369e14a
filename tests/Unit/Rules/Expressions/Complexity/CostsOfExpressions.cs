using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Notifications.Rules.Expressions;
using Notifications.Rules.Expressions.Complexity;
using Notifications.Rules.Loading;

namespace Notifications.Tests.Unit.Rules.Expressions.Complexity;

public sealed partial class CostsOfExpressions
{
    [Theory]
    [InlineData("true", "1")]
    [InlineData("event.issue.key == 'DEMO-1'", "5")]
    [InlineData("event.a && event.b || event.c", "8")]
    [InlineData("event.changelog.items.some(i => i.field == 'status')", "4 + 4 * N where N = event.changelog.items")]
    [InlineData("event.changelog?.items.some(i => i.field == 'status') ?? false", "7 + 4 * N where N = event.changelog.items")]
    [InlineData("event.a.some(i => true) && event.a?.every(i => false)", "8 + 2 * N where N = event.a")]
    [InlineData("event.a.some(i => i.b.some(j => j == 1))", "3 + 3 * N + 3 * N * M where N = event.a, M = event.a[].b")]
    [InlineData("event.a.some(i => event.a.some(j => true))", "3 + 3 * N + N * N where N = event.a")]
    [InlineData("event.a.filter(i => true).map(i => 1).some(i => true)", "5 + 3 * N where N = event.a")]
    [InlineData("[1, 2, 3].some(i => i == event.x)", "17")]
    [InlineData("[].every(i => event.x)", "4")]
    [InlineData("(event.a ?? []).some(i => true)", "5 + N where N = event.a")]
    [InlineData("event.a.concat(event.b).some(i => true)", "6 + N + M where N = event.a, M = event.b")]
    [InlineData("event.text.split(',').some(i => true)", "5 + N where N = event.text.split(',')")]
    [InlineData("event.a.flatMap(i => i.b).some(j => true)", "4 + 2 * N + M where N = event.a, M = event.a.flatMap(i => i.b)")]
    [InlineData("event.a.sort((x, y) => x - y)", "3 + 3 * N * N where N = event.a")]
    [InlineData("event.a.sort()", "3 + N * N where N = event.a")]
    [InlineData("event.a.reduce((sum, x) => sum + x.n, 0)", "4 + 4 * N where N = event.a")]
    [InlineData("event.a.reduce((sum, x) => x.b.every(y => true), 0)", "4 + 3 * N + N * M where N = event.a, M = event.a[].b")]
    [InlineData("event.a.map(i => { let b = i.b; return b.some(j => true); })", "3 + 4 * N + N * M where N = event.a, M = event.a[].b")]
    [InlineData("let a = event.a; a.some(i => true)", "4 + N where N = event.a")]
    [InlineData("let f = i => i.b == 1; event.a.some(f)", "7 + 5 * N where N = event.a")]
    [InlineData("event.text.unheardOf(x => x.y)", "3 + 2 * N where N = event.text")]
    public void AreWrittenAsPolynomials(string text, string polynomial)
    {
        var complexity = ExpressionComplexity.Of(text);
        Assert.Equal(polynomial, complexity.Polynomial);
        Assert.False(complexity.IsTooComplex);
    }

    [Theory]
    [InlineData("event.a.some(x => true) || event.b.some(x => true) || event.c.some(x => true) ||\nevent.d.some(x => true)",
        "2:9 The filter goes through 4 lists; at most 3 are allowed. It costs 15 + N + M + K + N4 where N = event.a, M = event.b, K = event.c, N4 = event.d. Split the rule.")]
    [InlineData("event.a.some(x => x.b.some(y => y.c.some(z => z.d.some(v => true))))",
        "1:9 The filter nests functions over lists 4 deep; at most 3 are allowed. It costs 3 + 3 * N + 3 * N * M + 3 * N * M * K + N * M * K * N4 where N = event.a, M = event.a[].b, K = event.a[].b[].c, N4 = event.a[].b[].c[].d. Split the rule.")]
    [InlineData("event.a.some(x => event.b.some(y => true)) && event.b.some(y => event.a.some(x => event.a.some(z => true)))",
        "1:1 The filter combines lists in 4 ways; at most 3 are allowed. It costs 7 + 3 * N + 3 * M + 4 * N * M + N * N * M where N = event.a, M = event.b. Split the rule.")]
    public void AreBounded(string text, string error) => Assert.Equal(error, ExpressionComplexity.Of(text).Error?.ToString());

    [Fact]
    public void OfLiteralListsAreBounded()
    {
        var list = $"[{string.Join(',', Enumerable.Repeat("1", 150))}]";
        var text = $"{list}.every(a => {list}.every(b => true))";
        Assert.Equal(
            "1:1 The filter takes 45452 operations, whatever the lists hold; at most 10000 are allowed. It costs 45452. Split the rule.",
            ExpressionComplexity.Of(text).Error?.ToString());
    }

    [Fact]
    public void CanBeToldOfTheLongestTexts()
    {
        Assert.False(ExpressionComplexity.Of(string.Join("||", Enumerable.Repeat("1", 3_000))).IsTooComplex);
        Assert.True(ExpressionComplexity.Of(string.Join("+", Enumerable.Range(0, 400).Select(i => $"event.a{i}.some(x=>1)"))).IsTooComplex);
        Assert.Equal("0", ExpressionComplexity.Of("event.").Polynomial);
    }

    [Theory]
    [InlineData("event.a.some(i => i == -1)")]
    [InlineData("event.a?.every(i => event.b?.map(j => i * j + event.a[0]) != null)")]
    [InlineData("event.a.filter(i => i > 2).map(i => i + 1).every(i => i > 2 && i < 100)")]
    [InlineData("(event.none ?? event.a).every(i => [1, 2].every(j => event.a.every(k => true)))")]
    public void AreNeverLessThanTheStepsTaken(string text)
    {
        var values = Evaluating.Values;
        values[0] = Value.Of(JsonElement.Parse("""{ "a": [1, 2, 3, 4, 5], "b": [1, 2, 3], "none": null }"""));
        var evaluation = Evaluating.Compile(text).Evaluate(values);
        Assert.Null(evaluation.Error);
        Assert.InRange(evaluation.Steps, 1, Solve(ExpressionComplexity.Of(text).Polynomial));
    }

    [Fact]
    public void AreToldWithTheRule()
    {
        var rule = Assert.Single(Parse("event.a.some(i => true)").Rules);
        Assert.Equal("3 + N where N = event.a", rule.Filter.Complexity?.Polynomial);
    }

    [Fact]
    public void ThatAreTooHighAreErrorsOfTheFile()
    {
        var error = Assert.Single(Parse("event.a.some(x => x.b.some(y => y.c.some(z => z.d.some(v => true))))").Errors);
        Assert.StartsWith("test.yaml:6:29 The filter nests functions over lists 4 deep", error.ToString(), StringComparison.Ordinal);
    }

    private static RuleFileContent Parse(string expression) => RuleFile.Parse("test.yaml", $"""
        modules:
          trigger:
            - key: a
              events: [avi:jira:updated:issue]
              filter:
                expression: {expression}
        """);

    // 3 + 2 * N * M where N = event.a, M = event.b: the lists of the event above.
    private static int Solve(string polynomial)
    {
        var parts = polynomial.Split(" where ");
        var sizes = Letter.Matches(parts[1]).ToDictionary(
            match => match.Groups["letter"].Value, match => match.Groups["list"].Value switch { "a" => 5, "b" => 3, _ => 0 }, StringComparer.Ordinal);
        return parts[0].Split(" + ").Sum(term => term.Split(" * ").Aggregate(1, (product, factor) =>
            product * (sizes.TryGetValue(factor, out var size) ? size : int.Parse(factor, CultureInfo.InvariantCulture))));
    }

    [GeneratedRegex(@"(?<letter>\w+) = event\.(?<list>\w+)", RegexOptions.None, 1_000)]
    private static partial Regex Letter { get; }
}
