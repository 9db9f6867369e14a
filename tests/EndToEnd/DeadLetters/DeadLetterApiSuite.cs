using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.EndToEnd.Inbox;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.EndToEnd.Users;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.DeadLetters;

public abstract class DeadLetterApiSuite(GatewayProcess gateway)
{
    private readonly GatewayProcess _gateway = gateway;

    [Fact]
    public async Task A_signed_hook_that_is_no_event_is_listed_with_its_place_and_body_and_without_its_signature()
    {
        var body = """{ "webhookEvent": "jira:issue_updated", "mark": "letter-1" }"""u8.ToArray();
        using var refused = await Hook.PostAsync(_gateway.Http, "jira", body, Hook.Signature(GatewayProcess.JiraSecret, body));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        var listed = await FindAsync("letter-1");

        Assert.Equal("refused", listed["kind"]!.GetValue<string>());
        Assert.Equal("jira", listed["source"]!.GetValue<string>());
        Assert.NotNull(listed["reason"]);
        Assert.NotNull(listed["place"]);
        Assert.Equal(Encoding.UTF8.GetString(body), listed["body"]!.GetValue<string>());
        Assert.DoesNotContain("sha256=", listed.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("application/json", listed["headers"]!["Content-Type"]!.GetValue<string>().Split(';')[0]);
    }

    [Fact]
    public async Task The_same_hook_again_is_the_same_letter()
    {
        var body = """{ "webhookEvent": "jira:issue_updated", "mark": "letter-2" }"""u8.ToArray();
        for (var i = 0; i < 3; i++)
            (await Hook.PostAsync(_gateway.Http, "jira", body, Hook.Signature(GatewayProcess.JiraSecret, body))).Dispose();

        Assert.Equal(3, (await FindAsync("letter-2"))["times"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_nobody_signed_is_not_kept()
    {
        var body = """{ "webhookEvent": "jira:issue_updated", "mark": "letter-3" }"""u8.ToArray();
        using var forged = await Hook.PostAsync(_gateway.Http, "jira", body, Hook.Signature("not the secret of it", body));
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);

        Assert.Null(await TryFindAsync("letter-3"));
    }

    [Fact]
    public async Task What_is_too_large_is_counted_without_its_body()
    {
        var body = new byte[1024 * 1024 + 1];
        using var refused = await Hook.PostAsync(_gateway.Http, "wiki", body, Hook.Signature(GatewayProcess.WikiSecret, body));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);

        var letter = Assert.Single((await ListAsync("?source=wiki&kind=refused"))["letters"]!.AsArray(), one => one!["reason"]!.GetValue<string>().Contains("bytes", StringComparison.Ordinal))!;
        Assert.True(letter["isCut"]!.GetValue<bool>());
        var id = letter["id"]!.GetValue<string>();
        Assert.Null((await ReadAsync(HttpMethod.Get, $"dead-letters/{id}", HttpStatusCode.OK))["body"]);
        await ReadAsync(HttpMethod.Post, $"dead-letters/{id}/send-again", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_letter_that_can_be_read_by_now_becomes_an_event()
    {
        await using var anna = await HubSession.ViewAsync(_gateway, "anna", "jira:issue:LETTER-4");
        // As an earlier version left it, which could not read it.
        Insert("letter-4", Hook.Bytes(Hook.StatusChanged("LETTER-4", "Done")));

        var sent = await ReadAsync(HttpMethod.Post, "dead-letters/letter-4/send-again", HttpStatusCode.OK);

        Assert.Equal("sent", sent["outcome"]!.GetValue<string>());
        Assert.Equal(["LETTER-4 is now Done"], await anna.NextTitlesAsync());
        await ReadAsync(HttpMethod.Get, "dead-letters/letter-4", HttpStatusCode.NotFound);
        await ReadAsync(HttpMethod.Post, "dead-letters/letter-4/send-again", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Some_are_sent_again_or_discarded_at_once()
    {
        Insert("letter-5", Hook.Bytes(Hook.StatusChanged("LETTER-5", "Done")));
        Insert("letter-6", "{}"u8.ToArray());

        var sent = await ReadAsync(HttpMethod.Post, "dead-letters/send-again", HttpStatusCode.OK, new { ids = (string[])["letter-5", "letter-6", "letter-none"] });
        Assert.Equal(["sent", "failed", "unknown"], sent["results"]!.AsArray().Select(one => one!["outcome"]!.GetValue<string>()));

        var discarded = await ReadAsync(HttpMethod.Post, "dead-letters/discard", HttpStatusCode.OK, new { ids = (string[])["letter-5", "letter-6"] });
        Assert.Equal(["unknown", "discarded"], discarded["results"]!.AsArray().Select(one => one!["outcome"]!.GetValue<string>()));

        await ReadAsync(HttpMethod.Post, "dead-letters/send-again", HttpStatusCode.BadRequest, new { ids = Array.Empty<string>() });
        await ReadAsync(HttpMethod.Post, "dead-letters/discard", HttpStatusCode.BadRequest, new { ids = new string?[] { null } });
    }

    [Fact]
    public async Task The_list_goes_on_where_the_page_before_ended()
    {
        for (var i = 0; i < 3; i++)
            Insert($"page-{i}", "{}"u8.ToArray(), source: "events");

        var ids = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await ListAsync($"?source=events&limit=2{cursor}");
            ids.AddRange(page["letters"]!.AsArray().Select(one => one!["id"]!.GetValue<string>()));
            cursor = page["next"] is { } next ? $"&cursor={next.GetValue<string>()}" : null;
        }

        Assert.Equal(["page-2", "page-1", "page-0"], ids.Where(id => id.StartsWith("page-", StringComparison.Ordinal)));
        await ReadAsync(HttpMethod.Get, "dead-letters?cursor=nothing", HttpStatusCode.BadRequest);
        await ReadAsync(HttpMethod.Get, "dead-letters?kind=nothing", HttpStatusCode.BadRequest);
        await ReadAsync(HttpMethod.Get, "dead-letters?limit=201", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_long_body_is_cut_and_can_not_be_sent_again()
    {
        var body = Encoding.UTF8.GetBytes($$"""{ "mark": "letter-7", "filling": "{{new string('x', 300_000)}}" }""");
        using var refused = await Hook.PostAsync(_gateway.Http, "jira", body, Hook.Signature(GatewayProcess.JiraSecret, body));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        var letter = await FindAsync("letter-7");

        Assert.Equal(262_144, letter["body"]!.GetValue<string>().Length);
        Assert.True(letter["isCut"]!.GetValue<bool>());
        await ReadAsync(HttpMethod.Post, $"dead-letters/{letter["id"]!.GetValue<string>()}/send-again", HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("GET", "dead-letters?limit=abc", null, "$.limit")]
    [InlineData("GET", "dead-letters?limit=201", null, "$.limit")]
    [InlineData("GET", "dead-letters?kind=nothing", null, "$.kind")]
    [InlineData("GET", "dead-letters?cursor=nothing", null, "$.cursor")]
    [InlineData("GET", "dead-letters?cursor=1-%00", null, "$.cursor")]
    [InlineData("GET", "dead-letters?source=a%00", null, "$.source")]
    [InlineData("GET", "dead-letters?user=a%00", null, "$.user")]
    [InlineData("GET", "dead-letters?subject=a%00", null, "$.subject")]
    [InlineData("GET", "dead-letters/a%01b", null, "id")]
    [InlineData("DELETE", "dead-letters/a%01b", null, "id")]
    [InlineData("POST", "dead-letters/send-again", """{ "ids": [""", "$.ids")]
    [InlineData("POST", "dead-letters/send-again", """{ "ids": ["a\u0000"] }""", "$.ids[0]")]
    [InlineData("POST", "dead-letters/discard", """{ "ids": ["a\ud800"] }""", "$.ids[0]")]
    [InlineData("POST", "dead-letters/discard", """{ "ids": [], "of": "anna" }""", "$.of")]
    [InlineData("PUT", "identities/letter-anna", """{ "identifiers": [""", "$.identifiers")]
    [InlineData("PUT", "identities/letter-anna", """{ "identifiers": 1 }""", "$.identifiers")]
    public async Task What_can_not_be_is_refused_with_its_place_and_what_to_do(string method, string path, string? body, string place)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/{path}");
        request.Headers.Authorization = new("Bearer", GatewayProcess.ApiSecret);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _gateway.Http.SendAsync(request);

        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, problem.ToJsonString());
        Assert.Equal("request_malformed", problem["code"]!.GetValue<string>());
        Assert.Contains(place, problem["place"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(problem["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Ids_that_no_database_can_hold_disturb_nobody_elses_writes()
    {
        var anna = Person.Named(_gateway, "plain-anna");
        var ben = Person.Named(_gateway, "plain-ben");
        var writes = Enumerable.Range(0, 20).Select(i => ben.SendAsync(HttpMethod.Put, $"mutes/jira:issue:PLAIN-{i}")).ToArray();
        var refused = Enumerable.Range(0, 20).Select(_ => anna.SendAsync(HttpMethod.Post, "inbox/changes", new { operation = "seen", ids = new[] { "a\0b" } })).ToArray();

        Assert.All(await Task.WhenAll(refused), answer => Assert.Equal(
            (HttpStatusCode.BadRequest, "request_malformed"), (answer.Status, answer.Body.GetProperty("code").GetString())));
        Assert.All(await Task.WhenAll(writes), answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        await using var session = await HubSession.ConnectAsync(_gateway);
        await session.AttachAsync(new Tokens(_gateway.KeyFile).For("plain-carl", []));
        var refusal = await Assert.ThrowsAsync<HubException>(() => session.InvokeAsync("acknowledge", new { ids = new[] { "a\0b" } }));
        Assert.Contains("request_malformed: $.ids[0]", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("22021", _gateway.Output, StringComparison.Ordinal);
    }

    private async Task<JsonObject> FindAsync(string mark) =>
        await TryFindAsync(mark) ?? throw new InvalidOperationException($"There is no letter with '{mark}'.");

    private async Task<JsonObject?> TryFindAsync(string mark)
    {
        foreach (var listed in (await ListAsync("?kind=refused&limit=200"))["letters"]!.AsArray())
        {
            var letter = await ReadAsync(HttpMethod.Get, $"dead-letters/{listed!["id"]!.GetValue<string>()}", HttpStatusCode.OK);
            if (letter["body"]?.GetValue<string>().Contains(mark, StringComparison.Ordinal) == true)
                return letter;
        }

        return null;
    }

    private Task<JsonObject> ListAsync(string query) => ReadAsync(HttpMethod.Get, $"dead-letters{query}", HttpStatusCode.OK);

    private async Task<JsonObject> ReadAsync(HttpMethod method, string path, HttpStatusCode status, object? body = null)
    {
        using var answer = await Api.SendAsync(_gateway, method, path, body);
        Assert.Equal(status, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private void Insert(string id, byte[] body, string source = "jira") => StoredLetters.Insert(_gateway, id, body, source);
}

public sealed class DeadLetterApiOnSqlite(SharedGateway shared) : DeadLetterApiSuite(shared.Gateway);

public sealed class DeadLetterApiOnPostgres(PostgresGateway postgres) : DeadLetterApiSuite(postgres.Gateway);
