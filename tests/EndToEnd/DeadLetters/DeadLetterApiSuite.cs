using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Notifications.Tests.EndToEnd.Hosting;
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
