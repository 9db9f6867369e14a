using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Rules;

public sealed class BackendLogicTests
{
    private const string Rules =
        """
        modules:
          trigger:
            - key: advised
              events: [avi:jira:updated:issue]
              filter: { expression: "event.issue.fields.status.name == 'Ask'" }
              endpoint: advice
        """;

    private const string Answer = """{ "notifications": [ { "to": ["viewers"], "title": "Advice" } ] }""";

    [Fact]
    public async Task A_call_goes_on_after_a_crash_between_two_tries_and_notifies_once()
    {
        var released = new TaskCompletionSource();
        var asked = 0;
        await using var service = await AnsweringService.StartAsync(async context =>
        {
            if (Interlocked.Increment(ref asked) == 1)
            {
                await AnsweringService.WriteAsync(context, 500);
                return;
            }

            await released.Task;
            await AnsweringService.WriteAsync(context, 200, Answer);
        });
        await using var gateway = await StartAsync(service, retryDelay: "00:00:05");
        await PostAsync(gateway, "CRASH-1", "Ask");
        var first = await service.NextAsync();
        await gateway.WaitForOutputAsync("endpoint:advice failed for rule advised");

        await gateway.KillAsync();
        await gateway.StartAsync();
        await using var anna = await HubSession.ViewAsync(gateway, "anna", "jira:issue:CRASH-1");
        var second = await service.NextAsync();
        Assert.Equal(first.Headers["webhook-id"], second.Headers["webhook-id"]);
        Assert.Equal(2, JsonElement.Parse(second.Body).GetProperty("attempt").GetInt32());
        released.SetResult();

        Assert.Equal(["Advice"], await anna.NextTitlesAsync());
        await PostAsync(gateway, "CRASH-1", "Done");
        Assert.Equal(["CRASH-1 is now Done"], await anna.NextTitlesAsync());
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_call_that_was_given_up_is_seen_and_can_be_made_again()
    {
        var works = false;
        await using var service = await AnsweringService.StartAsync(context =>
            works ? AnsweringService.WriteAsync(context, 200, Answer) : AnsweringService.WriteAsync(context, 400, "no such tenant"));
        await using var gateway = await StartAsync(service, retryDelay: "00:00:00.010");
        await using var anna = await HubSession.ViewAsync(gateway, "anna", "jira:issue:FAIL-1");
        await PostAsync(gateway, "FAIL-1", "Ask");
        // Nobody waits for the service: what the other rule says is there.
        Assert.Equal(["FAIL-1 is now Ask"], await anna.NextTitlesAsync());
        await gateway.WaitForOutputAsync("endpoint:advice was given up for rule advised");

        var list = await CallAsync(gateway, HttpMethod.Get, "/api/v1/backend-calls?state=failed&rule=advised", HttpStatusCode.OK);
        var call = Assert.Single(list.GetProperty("calls").EnumerateArray());
        Assert.Equal(("failed", 4, "jira:issue:FAIL-1"), (call.GetProperty("state").GetString(), call.GetProperty("tries").GetInt32(), call.GetProperty("subject").GetString()));
        Assert.Equal("The service answered 400: no such tenant", call.GetProperty("lastError").GetString());

        works = true;
        var id = call.GetProperty("id").GetString();
        await CallAsync(gateway, HttpMethod.Post, $"/api/v1/backend-calls/{id}/retry", HttpStatusCode.Accepted);
        Assert.Equal(["Advice"], await anna.NextTitlesAsync());
        await CallAsync(gateway, HttpMethod.Post, $"/api/v1/backend-calls/nobody/retry", HttpStatusCode.NotFound);
        await CallAsync(gateway, HttpMethod.Get, "/api/v1/backend-calls?state=lost", HttpStatusCode.BadRequest);
        using var anonymous = await gateway.Http.GetAsync("/api/v1/backend-calls");
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    [Fact]
    public async Task An_endpoint_that_is_configured_wrongly_stops_the_start_with_a_line_that_says_why()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => GatewayProcess.StartNewAsync(new Dictionary<string, string>
        {
            ["Rules__Endpoints__advice__Url"] = "http://example.com/",
            ["Rules__Endpoints__advice__Secret"] = AnsweringService.Secret,
        }));
        Assert.Contains("Rules:Endpoints:advice:Url must begin with https://", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<GatewayProcess> StartAsync(AnsweringService service, string retryDelay)
    {
        var gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string>
        {
            ["Rules__Endpoints__advice__Url"] = service.Address.ToString(),
            ["Rules__Endpoints__advice__Secret"] = AnsweringService.Secret,
            ["Rules__Calls__RetryDelay"] = retryDelay,
        });
        await File.WriteAllTextAsync(Path.Combine(gateway.RulesDirectory, "advice.yaml"), Rules);
        await gateway.WaitForOutputAsync("Loaded advice.yaml");
        await gateway.WaitForOutputAsync("are in force.");
        return gateway;
    }

    private static async Task PostAsync(GatewayProcess gateway, string key, string status)
    {
        using var answer = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged(key, status));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static async Task<JsonElement> CallAsync(GatewayProcess gateway, HttpMethod method, string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {GatewayProcess.ApiSecret}");
        using var answer = await gateway.Http.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
        var body = await answer.Content.ReadAsStringAsync();
        return body.Length == 0 ? default : JsonElement.Parse(body);
    }
}
