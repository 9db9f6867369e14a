using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Users;

public sealed class IdentitiesTests(SharedGateway shared)
{
    private readonly GatewayProcess _gateway = shared.Gateway;

    [Fact]
    public async Task A_token_for_an_address_sees_what_is_for_the_account()
    {
        using (var answer = await Api.PutIdentityAsync(_gateway, "anna@example.com", ("accountId", "5b-anna")))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var anna = await HubSession.ConnectAsync(_gateway);
        var attached = await anna.AttachAsync(new Tokens(_gateway.KeyFile).For("anna@example.com", ["jira:issue:WHO-1"]));
        await anna.SubscribeAsync("jira:issue:WHO-1");
        Assert.Equal("anna@example.com", attached.GetProperty("user").GetString());

        await using var elsewhere = await HubSession.ConnectAsync(_gateway);
        await elsewhere.AttachAsync(new Tokens(_gateway.KeyFile).For("anna@example.com", []));

        // As the actor she is left out under every name, as the assignee she is counted.
        await PostAsync(Hook.StatusChanged("WHO-1", "Mine", actor: "5b-anna"));
        await PostAsync(Hook.StatusChanged("WHO-1", "Done", actor: "ben", assignee: "5b-anna"));
        Assert.Equal(["WHO-1 is now Done"], await anna.NextTitlesAsync());
        Assert.Equal(1, (await elsewhere.NextCountsAsync()).GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task A_session_becomes_the_user_whom_an_event_makes_known()
    {
        const string subject = "jira:issue:WHO-2";
        var token = new Tokens(_gateway.KeyFile).For("kim@example.com", [subject]);
        await using var before = await HubSession.ConnectAsync(_gateway);
        Assert.Equal("kim@example.com", (await before.AttachAsync(token)).GetProperty("user").GetString());

        var hook = Hook.StatusChanged("WHO-2", "Taught");
        hook["user"] = new JsonObject { ["accountId"] = "5b-kim", ["emailAddress"] = "Kim@example.com", ["displayName"] = "Kim" };
        await PostAsync(hook);

        var ended = await before.NextAsync("ended");
        Assert.Equal(("user_changed", true), (ended.GetProperty("code").GetString(), ended.GetProperty("reconnect").GetBoolean()));
        await using var after = await HubSession.ConnectAsync(_gateway);
        Assert.Equal("5b-kim", (await after.AttachAsync(token)).GetProperty("user").GetString());
        await after.SubscribeAsync(subject);
        await PostAsync(Hook.StatusChanged("WHO-2", "Mine", actor: "5b-kim"));
        await PostAsync(Hook.StatusChanged("WHO-2", "Seen", actor: "ben"));
        Assert.Equal(["WHO-2 is now Seen"], await after.NextTitlesAsync());
    }

    [Fact]
    public async Task An_operator_says_asks_and_forgets_who_is_who()
    {
        using var set = await Api.PutIdentityAsync(_gateway, "olga", ("accountId", "5b-olga"), ("email", "Olga@example.com"));
        var identity = await set.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("olga", identity.GetProperty("user").GetString());
        Assert.Equal(["sub olga set", "accountId 5b-olga set", "email olga@example.com set"], Names(identity));

        foreach (var path in (string[])["identities/olga", "identities?accountId=5b-olga", "identities?email=OLGA%40example.com"])
        {
            using var found = await Api.SendAsync(_gateway, HttpMethod.Get, path);
            Assert.Equal("olga", (await found.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("user").GetString());
        }

        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Delete, "identities/olga"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Delete, "identities/olga"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, "identities?accountId=5b-olga"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, "identities/contradictions"));
    }

    [Theory]
    [InlineData("GET", "identities", null, "Ask for one name by its kind")]
    [InlineData("GET", "identities?phone=1", null, "Ask for one name by its kind")]
    [InlineData("GET", "identities?name=a&key=b", null, "Ask for one name by its kind")]
    [InlineData("GET", "identities?email=nonsense", null, "an e-mail address has an @")]
    [InlineData("PUT", "identities/x", "{}", "Give 'identifiers'")]
    [InlineData("PUT", "identities/x", """{ "identifiers": [ { "kind": "phone", "value": "1" } ] }""", "'kind' can't be 'phone'. It is one of sub, accountId, name, key, userKey, email.")]
    [InlineData("PUT", "identities/x", """{ "identifiers": [ { "kind": "name", "value": " " } ] }""", "can't be a name of the kind 'name'")]
    [InlineData("PUT", "identities/%07", """{ "identifiers": [] }""", "can't be a user id")]
    public async Task What_cannot_be_is_refused_with_what_to_do(string method, string path, string? body, string detail)
    {
        using var answer = await Api.SendAsync(_gateway, new HttpMethod(method), path, body is null ? null : JsonElement.Parse(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(detail, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path)
    {
        using var answer = await Api.SendAsync(_gateway, method, path);
        return answer.StatusCode;
    }

    private async Task PostAsync(JsonObject hook)
    {
        using var answer = await Hook.PostAsync(_gateway.Http, "jira", GatewayProcess.JiraSecret, hook);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static IEnumerable<string> Names(JsonElement identity) => identity.GetProperty("identifiers").EnumerateArray()
        .Select(name => $"{name.GetProperty("kind").GetString()} {name.GetProperty("value").GetString()} {name.GetProperty("origin").GetString()}");
}
