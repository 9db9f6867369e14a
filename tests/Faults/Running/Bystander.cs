using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Running;

/// <summary>
/// Somebody who looked at a subject before the database went away: what was shown is still there, whatever needs the database is
/// refused with a code, and the same connection goes on afterwards.
/// </summary>
internal sealed class Bystander : IAsyncDisposable
{
    private const string User = "gina";
    private const string Subject = "jira:issue:FP-1";

    private readonly GatewayProcess _gateway;
    private readonly HubClient _client;
    private readonly string _token;
    private JsonElement _before;

    private Bystander(GatewayProcess gateway, HubClient client, string token) => (_gateway, _client, _token) = (gateway, client, token);

    /// <summary>Comes, and stays until a flag was shown.</summary>
    public static async Task<Bystander> ComeAsync(GatewayProcess gateway)
    {
        var token = new Tokens(gateway.KeyFile).For(User, [Subject], lifetime: TimeSpan.FromHours(1));
        var bystander = new Bystander(gateway, await HubClient.ConnectAsync(gateway.Address, "flags", CancellationToken.None), token);
        await bystander.AttachAsync(bystander._client);
        bystander._before = (await bystander._client.InvokeAsync("subscribe", new { subject = Subject })).GetProperty("position");
        await bystander.NextFlagAsync();
        return bystander;
    }

    /// <summary>What has to be so while the database is away.</summary>
    public async Task LookAsync()
    {
        await _client.InvokeAsync("renew", new { token = _token });
        await AssertShownAsync(_client);
        await using (var tab = await HubClient.ConnectAsync(_gateway.Address, "flags", CancellationToken.None))
        {
            await AttachAsync(tab);
            await AssertShownAsync(tab);
        }

        await AnswersAsync(() => _client.InvokeAsync("inbox", new { view = "all" }));
        await AnswersAsync(() => _client.InvokeAsync("change", new { operation = "read", all = new { view = "all" } }));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me/inbox");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        using var answer = await _gateway.Http.SendAsync(request);
        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]);
        if (answer.StatusCode is HttpStatusCode.ServiceUnavailable)
        {
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Equal("unavailable", JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetString());
        }
    }

    /// <summary>What has to be so afterwards, by the connection of before.</summary>
    public async Task GoOnAsync()
    {
        while (_client.Messages.TryRead(out _))
        {
            // What was shown before.
        }

        await NextFlagAsync();
        await _client.InvokeAsync("inbox", new { view = "all" });
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private Task<JsonElement> AttachAsync(HubClient client) => client.InvokeAsync("attach", new { token = _token, tab = "bystander" });

    private async Task AssertShownAsync(HubClient client)
    {
        var answer = await client.InvokeAsync("subscribe", new { subject = Subject, position = _before });
        Assert.True(answer.GetProperty("complete").GetBoolean());
        Assert.NotEmpty(answer.GetProperty("missed").EnumerateArray());
    }

    private async Task NextFlagAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await _client.Messages.ReadAsync(timeout.Token)).GetProperty("flags").GetArrayLength() == 0)
        {
            // Where the subject stands, and nothing new.
        }
    }

    private static async Task AnswersAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (HubException e)
        {
            Assert.Contains("unavailable: ", e.Message, StringComparison.Ordinal);
        }
    }
}
