using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Rules;

/// <summary>Drafts on past events and made-up ones, by the API and by the command line, while the gateway runs.</summary>
public sealed class PastTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Draft =
        """
        modules:
          trigger:
            - key: draft
              events: [avi:jira:updated:issue]
              filter:
                expression: event.changelog.items.some(i => i.toString == 'Done')
              notify: { to: [assignee, { users: [zoe] }], keep: always, title: "${event.issue.key} is done" }
        """;

    private readonly GatewayProcess _gateway = shared.Gateway;

    [Fact]
    public async Task A_draft_as_yaml_answers_who_would_have_been_notified_each_time_the_same()
    {
        await PostAsync("PAST-1", "Done", assignee: "anna");
        await PostAsync("PAST-1", "Open", assignee: "anna");
        var now = TimeProvider.System.GetUtcNow().AddSeconds(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var query = $"/api/v1/rules/try?from=2026-01-01&to={now}&subjects=jira:issue:PAST-1&only=true";

        using var first = await SendAsync(HttpMethod.Post, query, new StringContent(Draft, Encoding.UTF8, "application/yaml"));
        using var again = await SendAsync(HttpMethod.Post, query, new StringContent(Draft, Encoding.UTF8, "application/yaml"));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var text = await first.Content.ReadAsStringAsync();
        Assert.Equal(text, await again.Content.ReadAsStringAsync());
        var report = JsonNode.Parse(text)!;
        Assert.StartsWith("2 people, ", report["summary"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(2, report["events"]!.GetValue<int>());
        Assert.Equal(1, report["all"]!["draft"]!["events"]!.GetValue<int>());
        Assert.Equal("PAST-1 is done", report["new"]![0]!["title"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{ \"rules\": \"modules:\\n  trigger:\\n    - key: a\\n\" }", "The draft has errors. The first is in line 3, column 7: ")]
    [InlineData("{ \"rules\": 7 }", "$.rules: The value is not of the type that this property has")]
    [InlineData("{ \"ruels\": \"\" }", "There is no such property")]
    [InlineData("{ \"only\": true }", "A property that is required is missing")]
    [InlineData("{ \"rules\": \"\",\n }", "line 2, ")]
    [InlineData("{ \"rules\": \"modules: { trigger: [] }\", \"from\": \"tomorrow\" }", "'from' and 'to' are times")]
    public async Task What_cannot_be_tried_is_400_with_its_place(string body, string detail)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/api/v1/rules/try", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(detail, (await answer.Content.ReadFromJsonAsync<JsonNode>())!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_that_is_not_there_is_404_and_says_why()
    {
        using var read = await SendAsync(HttpMethod.Get, "/api/v1/rules/trials/none");
        using var stopped = await SendAsync(HttpMethod.Delete, "/api/v1/rules/trials/none");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (read.StatusCode, stopped.StatusCode));
        Assert.Contains("15 minutes", await read.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_tried()
    {
        using var answer = await _gateway.Http.PostAsync("/api/v1/rules/try", new StringContent(Draft, Encoding.UTF8, "application/yaml"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_expression_is_evaluated_on_an_event()
    {
        var fine = await EvaluateAsync(new { expression = "event.issue.key == 'A-1' && actor == 'anna'", @event = new { data = new { issue = new { key = "A-1" } }, actor = "anna" } });
        var failed = await EvaluateAsync(new { expression = "event.issue.kee", @event = new { issue = new { key = "A-1" } } });

        Assert.Equal("true", fine["expression"]!["value"]!.GetValue<string>());
        Assert.True(fine["expression"]!["steps"]!.GetValue<int>() > 3);
        Assert.NotNull(fine["expression"]!["cost"]);
        Assert.Contains(fine["expression"]!["trace"]!.AsArray(), step =>
            step!["text"]!.GetValue<string>() == "event.issue.key == 'A-1'" && step["value"]!.GetValue<string>() == "true");
        Assert.Contains(failed["expression"]!["trace"]!.AsArray(), step =>
            step!["column"]!.GetValue<int>() == 13 && step["error"] is not null);
        Assert.Equal(13, failed["expression"]!["error"]!["column"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_rule_is_decided_on_an_event_clause_by_clause()
    {
        var data = Hook.StatusChanged("PAST-2", "Done", assignee: "anna");

        var rule = (await EvaluateAsync(new { rule = Draft, @event = data }))["rules"]![0]!;

        Assert.Equal("matched", rule["outcome"]!.GetValue<string>());
        Assert.Equal(["events", "expression"], rule["clauses"]!.AsArray().Select(clause => clause!["clause"]!.GetValue<string>()));
        Assert.Contains(rule["filter"]!["trace"]!.AsArray(), step => step!["text"]!.GetValue<string>() == "i.toString == 'Done'");
        Assert.Equal(["anna", "zoe"], rule["chosen"]!.AsArray().Select(person => person!["person"]!.GetValue<string>()));
        Assert.Equal("PAST-2 is done", rule["notification"]!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_command_line_tries_a_draft_on_the_file_of_the_running_gateway()
    {
        await PostAsync("PAST-3", "Done", assignee: "anna");
        var draft = Path.Combine(_gateway.Directory, "draft.yaml");
        await File.WriteAllTextAsync(draft, Draft);

        var files = await CommandRun.OfAsync("rules", "try", draft, "--from", "1h", "--only", "--subject", "jira:issue:PAST-3",
            "--rules", _gateway.RulesDirectory, "--database", Path.Combine(_gateway.Directory, "notifications.db"));
        var api = await CommandRun.OfAsync("rules", "try", draft, "--from", "1h", "--only", "--subject", "jira:issue:PAST-3",
            "--url", _gateway.Address.ToString(), "--key", GatewayProcess.ApiSecret);

        Assert.Equal(0, files.ExitCode);
        Assert.StartsWith("2 people, ", files.Output, StringComparison.Ordinal);
        Assert.Contains("zoe (named): PAST-3 is done", files.Output, StringComparison.Ordinal);
        Assert.Equal((0, files.Output.Split('\n')[0]), (api.ExitCode, api.Output.Split('\n')[0]));
    }

    [Fact]
    public async Task The_command_line_knows_the_rules_and_the_people_of_the_running_gateway()
    {
        using var written = await SendAsync(HttpMethod.Put, "/api/v1/rules/by-api", new StringContent(
            "key: by-api\nevents: [avi:jira:updated:issue]\nnotify: { to: [{ users: [yan] }], title: Hello }\n", Encoding.UTF8, "application/yaml"));
        using var named = await SendAsync(HttpMethod.Put, "/api/v1/identities/zora", JsonContent.Create(new { identifiers = new[] { new { kind = "name", value = "zoe" } } }));
        Assert.True(written.IsSuccessStatusCode && named.IsSuccessStatusCode);
        await PostAsync("PAST-4", "Done", assignee: "anna");
        var draft = Path.Combine(_gateway.Directory, "known.yaml");
        await File.WriteAllTextAsync(draft, Draft);

        var files = await CommandRun.OfAsync("rules", "try", draft, "--from", "1h", "--subject", "jira:issue:PAST-4",
            "--rules", _gateway.RulesDirectory, "--database", Path.Combine(_gateway.Directory, "notifications.db"));
        var api = await CommandRun.OfAsync("rules", "try", draft, "--from", "1h", "--subject", "jira:issue:PAST-4",
            "--url", _gateway.Address.ToString(), "--key", GatewayProcess.ApiSecret);

        Assert.Contains("zora (named): PAST-4 is done", files.Output, StringComparison.Ordinal);
        Assert.Equal(api.Output.Split('\n')[0], files.Output.Split('\n')[0]);
        using var removed = await SendAsync(HttpMethod.Delete, "/api/v1/rules/by-api");
        using var forgotten = await SendAsync(HttpMethod.Delete, "/api/v1/identities/zora");
        Assert.True(removed.IsSuccessStatusCode && forgotten.IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_command_line_checks_files()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_gateway.Directory, "checked")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "good.yaml"), Draft);
        await File.WriteAllTextAsync(Path.Combine(folder, "asks.yaml"), "modules: { trigger: [{ key: asks, events: [x], function: main }] }");
        var good = await CommandRun.OfAsync("rules", "check", folder);
        var bad = Path.Combine(folder, "wrong.yaml");
        await File.WriteAllTextAsync(bad, "modules:\n  trigger:\n    - key: a\n");
        var wrong = await CommandRun.OfAsync("rules", "check", folder);

        Assert.Equal((0, ""), (good.ExitCode, good.Errors));
        Assert.Contains("draft: avi:jira:updated:issue; its filter costs ", good.Output, StringComparison.Ordinal);
        Assert.Contains("asks: x; function:main is asked only where the product knows it\n", good.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(1, wrong.ExitCode);
        Assert.StartsWith($"{bad}:3:7 ", wrong.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "dotnet run --project Gateway", "")]
    [InlineData("rules try", "", "Required argument missing")]
    [InlineData("rules check /nowhere", "", "There is no file or folder '/nowhere'.")]
    [InlineData("rules try /nowhere", "", "'/nowhere' can't be read")]
    [InlineData("rules try /dev/null --url localhost:5080 --key x", "", "'localhost:5080' is not an address such as http://localhost:5080.")]
    public async Task A_wrong_call_is_2_and_says_what_is_wrong(string arguments, string output, string errors)
    {
        var run = await CommandRun.OfAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(output, run.Output, StringComparison.Ordinal);
        Assert.Contains(errors, run.Errors, StringComparison.Ordinal);
    }

    private async Task PostAsync(string key, string status, string assignee)
    {
        using var answer = await Hook.PostAsync(_gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged(key, status, assignee: assignee));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private async Task<JsonNode> EvaluateAsync(object body)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/api/v1/rules/evaluate", JsonContent.Create(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayProcess.ApiSecret);
        return await _gateway.Http.SendAsync(request);
    }
}
