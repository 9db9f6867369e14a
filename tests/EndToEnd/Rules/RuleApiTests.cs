using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Rules;

public sealed class RuleApiTests : IAsyncLifetime
{
    private const string OtherSecret = "end-to-end-secret-of-another-site";

    private GatewayProcess _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string>
    {
        ["ApiKeys__other__Secrets__0"] = OtherSecret,
        ["ApiKeys__other__Site"] = "other",
        ["ApiKeys__other__Roles__0"] = "rule-author",
        ["ApiKeys__idle__Secrets__0"] = "end-to-end-secret-of-a-publisher",
        ["ApiKeys__idle__Roles__0"] = "publisher",
    });

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_rule_is_put_changed_rolled_back_and_survives_a_restart()
    {
        await using (var anna = await HubSession.ViewAsync(_gateway, "anna", "jira:issue:API-1"))
        {
            using var created = await SendAsync(HttpMethod.Put, "rules/api-told", Rule("api-told", "One"));
            Assert.Equal((HttpStatusCode.Created, "\"1\""), (created.StatusCode, created.Headers.ETag?.Tag));
            await AssertToldAsync(anna, "One");

            using var changed = await SendAsync(HttpMethod.Put, "rules/api-told?comment=Better", Rule("api-told", "Two"), ("If-Match", "\"1\""));
            Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.Headers.ETag?.Tag));
            await AssertToldAsync(anna, "Two");

            using var unchanged = await SendAsync(HttpMethod.Put, "rules/api-told", Rule("api-told", "Two"));
            Assert.Equal((HttpStatusCode.OK, "\"2\""), (unchanged.StatusCode, unchanged.Headers.ETag?.Tag));
            using var lost = await SendAsync(HttpMethod.Put, "rules/api-told", Rule("api-told", "Three"), ("If-Match", "\"1\""));
            await AssertProblemAsync(lost, HttpStatusCode.PreconditionFailed, "The newest version of 'api-told' is 2, written by 'tests'");

            using var back = await SendAsync(HttpMethod.Post, "rules/api-told/rollback", """{ "to": 1 }""", type: "application/json");
            Assert.Equal((HttpStatusCode.OK, "\"3\""), (back.StatusCode, back.Headers.ETag?.Tag));
            await AssertToldAsync(anna, "One");
        }

        await _gateway.KillAsync();
        await _gateway.StartAsync();
        await using (var anna = await HubSession.ViewAsync(_gateway, "anna", "jira:issue:API-1"))
            await AssertToldAsync(anna, "One");

        var versions = await GetAsync("rules/api-told/versions");
        Assert.Equal(
            [(3, "tests", "Back to version 1"), (2, "tests", "Better"), (1, "tests", null)],
            versions.EnumerateArray().Select(version => (
                version.GetProperty("version").GetInt32(), version.GetProperty("author").GetString(),
                version.TryGetProperty("comment", out var comment) ? comment.GetString() : null)));
        Assert.Contains("title: Two", (await GetAsync("rules/api-told/versions/2")).GetProperty("text").GetString(), StringComparison.Ordinal);
        using var diff = await SendAsync(HttpMethod.Get, "rules/api-told/diff?from=1&to=2");
        Assert.Equal("text/plain", diff.Content.Headers.ContentType?.MediaType);
        Assert.Contains("-  title: One\n+  title: Two\n", await diff.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_rule_tells_nobody()
    {
        await using var anna = await HubSession.ViewAsync(_gateway, "anna", "jira:issue:API-2");
        using var put = await SendAsync(HttpMethod.Put, "rules/api-gone", Rule("api-gone", "Gone"));
        using var gone = await SendAsync(HttpMethod.Delete, "rules/api-gone");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        using var missing = await SendAsync(HttpMethod.Get, "rules/api-gone");
        await AssertProblemAsync(missing, HttpStatusCode.NotFound, "There is no rule 'api-gone'");

        await PostAsync("API-2", "One");
        Assert.Equal(["API-2 is now One"], await anna.NextTitlesAsync());
    }

    [Fact]
    public async Task What_is_in_force_is_listed_with_its_origin()
    {
        using var put = await SendAsync(HttpMethod.Put, "rules/api-listed", Rule("api-listed", "x"));
        var list = await GetAsync("rules");

        var rules = list.GetProperty("rules").EnumerateArray().ToDictionary(rule => rule.GetProperty("key").GetString()!);
        Assert.Equal(("tests", 1), (rules["api-listed"].GetProperty("author").GetString(), rules["api-listed"].GetProperty("version").GetInt32()));
        Assert.Equal("demo.yaml", rules["status-changed"].GetProperty("file").GetString());
        var file = Assert.Single(list.GetProperty("files").EnumerateArray());
        Assert.Equal(("demo.yaml", 7), (file.GetProperty("file").GetString(), file.GetProperty("rules").GetInt32()));

        using var text = await SendAsync(HttpMethod.Get, "rules/api-listed", body: null, ("Accept", "application/yaml"));
        Assert.Equal(Rule("api-listed", "x"), await text.Content.ReadAsStringAsync());
        Assert.Equal("\"1\"", text.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task What_can_not_be_done_says_why()
    {
        using var stated = await SendAsync(HttpMethod.Put, "rules/status-changed", Rule("status-changed", "x"));
        await AssertProblemAsync(stated, HttpStatusCode.Conflict, "The file 'demo.yaml' states 'status-changed'");

        using var wrong = await SendAsync(HttpMethod.Put, "rules/api-wrong", "key: api-wrong\nevent: [x]");
        var problem = await AssertProblemAsync(wrong, HttpStatusCode.BadRequest, "2 error(s)");
        Assert.Equal(
            [(1, 1, "A trigger needs 'events'."), (2, 1, "A trigger has no 'event'. Did you mean 'events'?")],
            problem.GetProperty("errors").EnumerateArray().Select(error => (
                error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32(), error.GetProperty("message").GetString())));

        using var key = await SendAsync(HttpMethod.Put, "rules/a%20b", Rule("a", "x"));
        await AssertProblemAsync(key, HttpStatusCode.BadRequest, "letters, digits, - and _");
        using var condition = await SendAsync(HttpMethod.Put, "rules/api-wrong", Rule("api-wrong", "x"), ("If-Match", "\"one\""));
        await AssertProblemAsync(condition, HttpStatusCode.BadRequest, "If-Match names one version");
        using var form = await SendAsync(HttpMethod.Put, "rules/api-wrong", "a=b", type: "application/x-www-form-urlencoded");
        await AssertProblemAsync(form, HttpStatusCode.UnsupportedMediaType, "Content-Type");
        using var nobody = await SendAsync(HttpMethod.Get, "rules", secret: null);
        await AssertProblemAsync(nobody, HttpStatusCode.Unauthorized, "Authorization: Bearer");
        using var publisher = await SendAsync(HttpMethod.Get, "rules", secret: "end-to-end-secret-of-a-publisher");
        await AssertProblemAsync(publisher, HttpStatusCode.Forbidden, "'idle' does not have the role 'rule-author'");
    }

    [Fact]
    public async Task A_key_sees_its_own_site_only()
    {
        using var put = await SendAsync(HttpMethod.Put, "rules/api-ours", Rule("api-ours", "x"));
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);

        using var list = await SendAsync(HttpMethod.Get, "rules", secret: OtherSecret);
        var other = await list.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Empty(other.GetProperty("rules").EnumerateArray());
        Assert.Empty(other.GetProperty("files").EnumerateArray());
        using var read = await SendAsync(HttpMethod.Get, "rules/api-ours", secret: OtherSecret);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task The_schema_is_there_for_everybody()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/schemas/rules.json", secret: null);

        Assert.Equal("application/schema+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Repository.Read("rules", "rules.schema.json"), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_interface_description_tells_of_every_call()
    {
        var paths = (await _gateway.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/api/v1/rules", StringComparison.Ordinal)).ToArray();

        Assert.True(paths.Length >= 6);
        Assert.All(paths.SelectMany(path => path.Value.EnumerateObject()), call =>
        {
            Assert.False(string.IsNullOrEmpty(call.Value.GetProperty("summary").GetString()));
            Assert.Contains(call.Value.GetProperty("responses").EnumerateObject(), answer => answer.Name is "200" or "204" or "202");
            Assert.True(call.Value.GetProperty("responses").TryGetProperty("401", out _));
            if (call.Value.TryGetProperty("parameters", out var parameters))
                Assert.DoesNotContain(parameters.EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "caller");
        });
    }

    private static string Rule(string key, string title) =>
        $"key: {key}\nevents: [avi:jira:updated:issue]\nnotify:\n  to: [viewers]\n  title: {title}\n";

    // The demo's own rule speaks too.
    private async Task AssertToldAsync(HubSession viewer, string title)
    {
        await PostAsync("API-1", "Done");
        Assert.Equal(["API-1 is now Done", title], (await viewer.NextTitlesAsync()).Order(StringComparer.Ordinal));
    }

    private async Task PostAsync(string key, string status)
    {
        using var answer = await Hook.PostAsync(_gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged(key, status));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body = null, (string Name, string Value) header = default,
        string type = "application/yaml", string? secret = GatewayProcess.ApiSecret)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/v1/{path}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        if (header.Name is not null)
            request.Headers.Add(header.Name, header.Value);
        if (secret is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return await _gateway.Http.SendAsync(request);
    }

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string detail)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        return problem;
    }
}
