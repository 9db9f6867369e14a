using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Inbox;

/// <summary>Somebody who calls the REST API with a realtime token.</summary>
internal sealed class Person(GatewayProcess gateway, string? token)
{
    private const string Subject = "jira:issue:INBOX-1";

    /// <summary>A person of the site <c>default</c> who may see flags and inbox.</summary>
    public static Person Named(GatewayProcess gateway, string user) => new(gateway, new Tokens(gateway.KeyFile).For(user, []));

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/me/{path}");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await gateway.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body;
    }

    /// <summary>Puts a notification into somebody's inbox; it is there a moment later.</summary>
    public static async Task NotifyAsync(GatewayProcess gateway, string user, string title, string subject = Subject, string type = "info")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/notifications");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayProcess.ApiSecret);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = JsonContent.Create(new { subject, notification = new { to = new[] { new { users = new[] { user } } }, title, type, keep = "always" } });
        using var answer = await gateway.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    public static string[] Titles(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()!)];
}
