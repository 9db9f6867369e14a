using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Notifications.Rules.Backend;
using Notifications.Rules.Loading;
using Notifications.Tests.Product;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Backend;

/// <summary>What docs/backend.md shows is what happens.</summary>
public sealed partial class DocumentationOfBackends
{
    [Fact]
    public void ItsRulesLoad()
    {
        var content = RuleFile.Parse("docs/backend.md", Assert.Single(Blocks("yaml")));
        Assert.Empty(content.Errors);
        Assert.Equal(["function:working-hours", "endpoint:advice"], content.Rules.Select(rule => rule.Backend?.ToString()));
    }

    [Fact]
    public void ItsAnswerIsAccepted()
    {
        var verdict = AnswerReader.Read(Encoding.UTF8.GetBytes(Blocks("json")[0]));
        Assert.True(verdict.SendsNotify);
        Assert.Equal("de", Assert.Single(Assert.Single(verdict.Notices).Translations).Locale);
    }

    [Fact]
    public void ItsRequestHasThePartsOfOne()
    {
        var shown = JsonElement.Parse(Assert.Single(Blocks("http")).Split("\n\n", 2)[1]);
        var call = new BackendCall { Id = "c", Rule = "rule", RuleVersion = "v", Target = "endpoint:e", Event = SampleEvent.Of() };
        var sent = JsonElement.Parse(EndpointRequest.Write(new ClaimedCall(call, 1)));
        Assert.Equal(Names(sent), Names(shown));
        Assert.Equal(Names(sent.GetProperty("event")), Names(shown.GetProperty("event")));
    }

    [Fact]
    public void ItsRuleInCSharpIsTheSample()
    {
        var sample = Repository.Read("Silo", "Samples", "WorkingHours.cs").Replace("    /// <inheritdoc/>\n", "", StringComparison.Ordinal);
        Assert.Contains(Blocks("csharp")[0], sample, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private static List<string> Blocks(string language) =>
    [
        .. Fence.Matches(Repository.Read("docs", "backend.md"))
            .Where(match => match.Groups["language"].Value == language)
            .Select(match => match.Groups["text"].Value),
    ];

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, 1_000)]
    private static partial Regex Fence { get; }
}
