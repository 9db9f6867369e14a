using System.Text.RegularExpressions;
using Notifications.Rules;
using Notifications.Rules.Storing;
using Notifications.Tests.Product;

namespace Notifications.Tests.Unit.Rules.Storing;

/// <summary>The text of a rule that comes by API.</summary>
public sealed partial class TextsOfRules
{
    [Theory]
    [InlineData("key: k\nevents: [x]")]
    [InlineData("modules:\n  trigger:\n    - key: k\n      events: [x]")]
    [InlineData("""{ "key": "k", "events": ["x"], "notify": { "to": ["viewers"], "title": "\/ \u00e9 ${event.a}" } }""")]
    [InlineData("{\n\t\"modules\": { \"trigger\": [\n\t\t{ \"key\": \"k\", \"events\": [\"x\"], \"filter\": { \"ignoreSelf\": true } }\n\t] }\n}")]
    [InlineData("{ key: k, events: [x], site: acme }")]
    public void IsOneTriggerOrAManifestWithOne(string text)
    {
        var content = StoredRuleText.Read("acme", "k", text);

        Assert.Empty(content.Errors);
        var rule = Assert.Single(content.Rules);
        Assert.Equal(("k", "acme"), (rule.Key, rule.Site));
    }

    [Theory]
    [InlineData("{ key: l, events: [x] }", "1:1 The key is 'l' here but 'k' in the address.")]
    [InlineData("{ key: k, events: [x], site: other }", "1:1 This API key writes rules of the site 'acme'. Leave 'site' out.")]
    [InlineData("modules: { trigger: [] }", "1:1 There is no trigger. Send one rule.")]
    [InlineData("modules: { trigger: [{ key: k, events: [x] }, { key: l, events: [x] }] }", "1:47 There is more than one trigger. Send one rule at a time.")]
    [InlineData("key: k\nevents: [x]\nfilter:\n  expression: event.", "4:21 Unexpected end of input.")]
    [InlineData("", "1:1 The file is empty. It needs modules: with a trigger: list.")]
    [InlineData("- a", "1:1 A file of rules must be a map but is a list.")]
    public void SaysWhereItIsWrong(string text, string error)
    {
        var content = StoredRuleText.Read("acme", "k", text);

        Assert.Empty(content.Rules);
        Assert.Equal(error, content.Errors[0].ToString()["k:".Length..].Replace("l:", "", StringComparison.Ordinal));
    }

    [Fact]
    public void HasABound()
    {
        const string Rule = "{ key: k, events: [x] } #";
        Assert.Empty(StoredRuleText.Read("acme", "k", Rule.PadRight(RuleLimits.MaxText, '.')).Errors);
        Assert.Equal(
            "The rule has more than 65536 characters.",
            StoredRuleText.Read("acme", "k", Rule.PadRight(RuleLimits.MaxText + 1, '.')).Errors.Single().Message);
    }

    [Fact]
    public void OfTheDocumentationIsGood()
    {
        var text = Yaml.Match(Repository.Read("docs", "api.md")).Groups["text"].Value;

        Assert.Empty(StoredRuleText.Read("default", "status-changed-in-kitchen", text).Errors);
    }

    [GeneratedRegex("^```yaml\n(?<text>key: .*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline, 1_000)]
    private static partial Regex Yaml { get; }
}
