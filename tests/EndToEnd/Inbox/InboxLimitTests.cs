using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.EndToEnd.Users;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Inbox;

public sealed class InboxLimitTests
{
    [Fact]
    public async Task Who_calls_too_often_is_told_to_wait_and_others_are_not()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(
            new Dictionary<string, string> { ["Hub__MaxCallsAtOnce"] = "3", ["Hub__CallsPerSecond"] = "1" });
        await using var session = await AttachAsync(gateway, "fred");
        await using var other = await AttachAsync(gateway, "fred");
        var person = Person.Named(gateway, "fred");

        await AssertRefusedAsync("too_many_calls", async () =>
        {
            for (var i = 0; i < 50; i++)
                await session.InvokeAsync("inbox", new { });
        });
        await other.InvokeAsync("inbox", new { });
        HttpStatusCode status;
        JsonElement problem;
        do
        {
            (status, problem) = await person.SendAsync(HttpMethod.Get, "counts");
        }
        while (status == HttpStatusCode.OK);

        Assert.Equal((HttpStatusCode.TooManyRequests, "too_many_calls"), (status, problem.GetProperty("code").GetString()));
        await Person.Named(gateway, "anna").GetAsync("counts");
    }

    [Theory]
    [InlineData("https://jira.example.com", true)]
    [InlineData("https://evil.example.com", false)]
    public async Task Pages_of_allowed_origins_may_call_and_no_others(string origin, bool allowed)
    {
        await using var gateway = await GatewayProcess.StartNewAsync(
            new Dictionary<string, string> { ["Hub__AllowedOrigins__0"] = "https://jira.example.com" });
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/v1/me/preferences");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "PUT");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        using var permission = await gateway.Http.SendAsync(preflight);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me/counts");
        request.Headers.Add("Origin", origin);
        request.Headers.Authorization = new("Bearer", new Tokens(gateway.KeyFile).For("anna", []));
        using var answer = await gateway.Http.SendAsync(request);

        Assert.Equal(allowed ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, permission.StatusCode);
        Assert.Equal(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(allowed, permission.Headers.Contains("Access-Control-Allow-Origin") && answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(permission.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    private static async Task AssertRefusedAsync(string code, Func<Task> call) =>
        Assert.Contains($"{code}: ", (await Assert.ThrowsAsync<HubException>(call)).Message, StringComparison.Ordinal);

    private static async Task<HubSession> AttachAsync(GatewayProcess gateway, string user, params string[] subjects)
    {
        var session = await HubSession.ConnectAsync(gateway);
        await session.AttachAsync(new Tokens(gateway.KeyFile).For(user, subjects));
        return session;
    }
}
