using System.Text.Json;
using System.Text.RegularExpressions;
using Notifications.Rules.Expressions;
using Notifications.Rules.Expressions.Complexity;
using Notifications.Rules.Loading;
using Notifications.Tests.Product;
using Notifications.Tests.Unit.Rules.Expressions;

namespace Notifications.Tests.Unit.Rules;

/// <summary>What docs/rules.md, docs/recipients.md and docs/expressions.md show is what happens.</summary>
public sealed partial class Documentation
{
    [Theory]
    [InlineData("rules.md", 2)]
    [InlineData("recipients.md", 1)]
    public void ItsRulesLoad(string file, int atLeast)
    {
        var examples = Blocks(file, "yaml");
        Assert.True(examples.Count >= atLeast);
        Assert.All(examples, text =>
        {
            var content = RuleFile.Parse(file, text);
            Assert.Empty(content.Errors);
            Assert.NotEmpty(content.Rules);
        });
    }

    [Theory]
    [InlineData("rules.md", 3)]
    [InlineData("expressions.md", 50)]
    public void ItsExpressionsGiveWhatItSays(string file, int atLeast)
    {
        using var data = JsonDocument.Parse(Assert.Single(Blocks("expressions.md", "json")));
        var lines = Blocks(file, "expressions")
            .SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        Assert.True(lines.Length >= atLeast, $"{file} has {lines.Length} lines.");
        foreach (var line in lines)
        {
            var arrow = line.LastIndexOf(" => ", StringComparison.Ordinal);
            var evaluation = Evaluating.Compile(line[..arrow].TrimEnd())
                .Evaluate([Value.Of(data.RootElement), Value.Of("Anna")], now: Now);
            var said = evaluation.Error is { } error ? $"error {error}" : Evaluating.Show(evaluation.Value);
            Assert.Equal(line, line[..arrow] + " => " + said);
        }
    }

    [Fact]
    public void ItsCostsAreThose()
    {
        var rows = CostRow.Matches(Repository.Read("docs", "rules.md"));
        Assert.True(rows.Count >= 3);
        Assert.All(rows, row => Assert.Equal(
            row.Groups["cost"].Value, ExpressionComplexity.Of(row.Groups["filter"].Value).Polynomial));
    }

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 20, 30, 456, TimeSpan.Zero);

    private static List<string> Blocks(string file, string language) =>
    [
        .. Fence.Matches(Repository.Read("docs", file))
            .Where(match => match.Groups["language"].Value == language)
            .Select(match => match.Groups["text"].Value),
    ];

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, 1_000)]
    private static partial Regex Fence { get; }

    [GeneratedRegex(@"^\| `(?<filter>[^`|]+)` \| `(?<cost>\d[^`|]*)` \|$", RegexOptions.Multiline, 1_000)]
    private static partial Regex CostRow { get; }
}
