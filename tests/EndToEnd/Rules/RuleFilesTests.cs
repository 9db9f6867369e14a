using System.Net;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Rules;

public sealed class RuleFilesTests
{
    private const string Applied = "are in force.";

    [Fact]
    public async Task A_changed_file_applies_without_restart_and_a_bad_one_is_reported_and_changes_nothing()
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        await using var anna = await HubSession.ViewAsync(gateway, "anna", "jira:issue:RULE-1");
        await AssertFlagAsync(gateway, anna, "RULE-1 is now One", "One");
        await gateway.WaitForOutputAsync(Applied);

        Replace(gateway, File("first ${event.issue.fields.status.name}"));
        await gateway.WaitForOutputAsync("Loaded demo.yaml: 1 rules.");
        await gateway.WaitForOutputAsync(Applied);
        await AssertFlagAsync(gateway, anna, "first Two", "Two");

        Replace(gateway, File("second ${event.issue.fields.status.name}").Replace("notify:", "notfy:", StringComparison.Ordinal));
        var report = await gateway.WaitForOutputAsync("demo.yaml:");
        Assert.Contains("demo.yaml:6:7 ", report, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'notify'?", report, StringComparison.Ordinal);
        await gateway.WaitForOutputAsync("1 rules of its last good version stay in force.");
        await gateway.WaitForOutputAsync(Applied);
        await AssertFlagAsync(gateway, anna, "first Three", "Three");

        Replace(gateway, File("third ${event.issue.fields.status.name}"));
        await gateway.WaitForOutputAsync("Loaded demo.yaml: 1 rules.");
        await gateway.WaitForOutputAsync(Applied);
        await AssertFlagAsync(gateway, anna, "third Four", "Four");
    }

    [Fact]
    public async Task A_new_file_adds_its_rules_and_takes_them_with_it_when_it_goes()
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        await using var anna = await HubSession.ViewAsync(gateway, "anna", "jira:issue:RULE-2");
        await gateway.WaitForOutputAsync(Applied);

        var added = Path.Combine(gateway.RulesDirectory, "extra.yaml");
        Replace(gateway, File("extra"), added);
        await gateway.WaitForOutputAsync("Loaded extra.yaml: 1 rules.");
        await gateway.WaitForOutputAsync(Applied);
        await PostAsync(gateway, "RULE-2", "One");
        Assert.Equal(["RULE-2 is now One", "extra"], (await anna.NextTitlesAsync()).Order(StringComparer.Ordinal));

        System.IO.File.Delete(added);
        await gateway.WaitForOutputAsync("extra.yaml is gone");
        await gateway.WaitForOutputAsync(Applied);
        await PostAsync(gateway, "RULE-2", "Two");
        Assert.Equal(["RULE-2 is now Two"], await anna.NextTitlesAsync());
    }

    private static string File(string title) =>
        $$"""
        modules:
          trigger:
            - key: changed
              events: [avi:jira:updated:issue]
              filter: { ignoreSelf: true }
              notify:
                to: [viewers]
                title: "{{title}}"
        """;

    // By a rename, as careful editors and deployments do, so that half a file is never there.
    private static void Replace(GatewayProcess gateway, string content, string? file = null)
    {
        var written = Path.Combine(gateway.Directory, "rules.new");
        System.IO.File.WriteAllText(written, content);
        System.IO.File.Move(written, file ?? Path.Combine(gateway.RulesDirectory, "demo.yaml"), overwrite: true);
    }

    private static async Task AssertFlagAsync(GatewayProcess gateway, HubSession viewer, string title, string status)
    {
        await PostAsync(gateway, "RULE-1", status);
        Assert.Equal([title], await viewer.NextTitlesAsync());
    }

    private static async Task PostAsync(GatewayProcess gateway, string key, string status)
    {
        using var answer = await Hook.PostAsync(
            gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged(key, status));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
