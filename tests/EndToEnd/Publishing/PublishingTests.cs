using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Publishing;

public sealed class PublishingTests(SharedGateway shared)
{
    private readonly GatewayProcess _gateway = shared.Gateway;

    [Fact]
    public async Task A_posted_notification_is_shown_and_kept_once()
    {
        const string subject = "jira:issue:PUB-1";
        await using var anna = await HubSession.ViewAsync(_gateway, "anna-pub", subject);
        await using var ben = await HubSession.ViewAsync(_gateway, "ben-pub", subject);
        await using var elsewhere = await HubSession.ConnectAsync(_gateway);
        await elsewhere.AttachAsync(new Tokens(_gateway.KeyFile).For("anna-pub", []));
        const string exported =
            """{ "subject": "jira:issue:PUB-1", "notification": { "to": [{ "users": ["anna-pub"] }], "title": "Export ${1} finished", "keep": "always" } }""";

        var (status, first) = await PostAsync("export-1", exported);
        Assert.Equal((HttpStatusCode.Accepted, 1, false), (status, first.GetProperty("people").GetInt32(), first.GetProperty("duplicate").GetBoolean()));
        var (again, second) = await PostAsync("export-1", exported);
        Assert.Equal((HttpStatusCode.OK, true), (again, second.GetProperty("duplicate").GetBoolean()));
        Assert.Equal(first.GetProperty("eventId").GetString(), second.GetProperty("eventId").GetString());
        await PostAsync("export-2", """{ "subject": "jira:issue:PUB-1", "notification": { "to": ["viewers"], "title": "Done" } }""");

        Assert.Equal(["Export ${1} finished"], await anna.NextTitlesAsync());
        Assert.Equal(["Done"], await anna.NextTitlesAsync());
        Assert.Equal(["Done"], await ben.NextTitlesAsync());
        Assert.Equal(1, (await elsewhere.NextCountsAsync()).GetProperty("unread").GetInt64());
    }

    [Theory]
    [InlineData("""{ "subject": "PUB-2", "notification": { "to": ["viewers"], "title": "x" } }""", "body:1:14 'PUB-2' is no subject.")]
    [InlineData("""{ "subject": "jira:issue:PUB-2", "notification": { "to": ["assignee"], "title": "x" } }""", "'assignee' is somebody in an event, and there is none.")]
    [InlineData("""{ "subject": "jira:issue:PUB-2", "notification": { "to": ["viewers"] } }""", "'notification' needs 'title'.")]
    [InlineData("""{ "subject": "jira:issue:PUB-2" }""", "The body needs 'notification'.")]
    [InlineData("<xml>", "body:1:1 This is not JSON.")]
    public async Task What_is_wrong_is_refused_with_its_place(string body, string problem)
    {
        var (status, answer) = await PostAsync("wrong", body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(problem, answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_that_makes_it_repeatable_it_is_refused()
    {
        var (status, answer) = await PostAsync(null, "{}");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Idempotency-Key", answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(string? key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/notifications");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayProcess.ApiSecret);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _gateway.Http.SendAsync(request);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }
}
