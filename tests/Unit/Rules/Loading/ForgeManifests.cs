using Notifications.Rules;
using Notifications.Rules.Loading;
using Notifications.Tests.Product;

namespace Notifications.Tests.Unit.Rules.Loading;

/// <summary>The triggers of a Forge manifest are rules as they are.</summary>
public sealed class ForgeManifests
{
    private static readonly RuleFileContent Manifest =
        RuleFile.Parse("manifest.yml", Repository.Read("tests", "Unit", "Rules", "Schema", "manifest.yml"));

    [Fact]
    public void AreAcceptedAsTheyAre()
    {
        Assert.Empty(Manifest.Errors);
        Assert.Equal(
            ["issue-created", "urgent-kettles", "labelled", "status-changed", "any-assignment", "own-changes"],
            Manifest.Rules.Select(rule => rule.Key));
        Assert.All(Manifest.Rules, rule => Assert.Null(rule.Notice));
    }

    [Theory]
    [InlineData("issue-created", false, false, "IgnoreAndLog")]
    [InlineData("urgent-kettles", true, true, "IgnoreAndLog")]
    [InlineData("labelled", false, true, "Ignore")]
    [InlineData("status-changed", true, true, "Receive")]
    [InlineData("any-assignment", false, true, "ReceiveAndLog")]
    [InlineData("own-changes", false, false, "IgnoreAndLog")]
    public void TheirFiltersMeanWhatForgeSays(string key, bool ignoreSelf, bool hasExpression, string onError)
    {
        var filter = Manifest.Rules.Single(rule => rule.Key == key).Filter;

        Assert.Equal((ignoreSelf, hasExpression, Enum.Parse<OnFilterError>(onError)), (filter.IgnoreSelf, filter.Expression is not null, filter.OnError));
    }
}
