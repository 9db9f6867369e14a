using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notifications.Tests.Product;

/// <summary>Web hooks as products send them, with people and issues of our own invention.</summary>
public static class Hook
{
    private static int _number = 100_000;

    /// <summary>A status change of a Jira Cloud issue.</summary>
    public static JsonObject StatusChanged(string key, string status, string actor = "ben", string? assignee = null) => new()
    {
        ["timestamp"] = Now(),
        ["webhookEvent"] = "jira:issue_updated",
        ["issue_event_type_name"] = "issue_generic",
        ["user"] = Person(actor),
        ["issue"] = new JsonObject
        {
            ["id"] = "31337",
            ["key"] = key,
            ["fields"] = new JsonObject
            {
                ["summary"] = "The lamp flickers",
                ["status"] = new JsonObject { ["name"] = status },
                ["priority"] = new JsonObject { ["name"] = "Medium" },
                ["assignee"] = assignee is null ? null : Person(assignee),
                ["project"] = new JsonObject { ["key"] = key.Split('-')[0] },
            },
        },
        ["changelog"] = new JsonObject
        {
            ["id"] = Number(),
            ["items"] = new JsonArray(new JsonObject
            {
                ["field"] = "status",
                ["fieldtype"] = "jira",
                ["fieldId"] = "status",
                ["from"] = "1",
                ["fromString"] = "Open",
                ["to"] = "2",
                ["toString"] = status,
            }),
        },
    };

    /// <summary>A new version of a Confluence page, as a Forge app forwards it.</summary>
    public static JsonObject PageUpdated(string id, string actor = "ben") => new()
    {
        ["eventType"] = "avi:confluence:updated:page",
        ["atlassianId"] = actor,
        ["eventCreatedDate"] = DateTimeOffset.FromUnixTimeMilliseconds(Now()).ToString("O"),
        ["selfGenerated"] = false,
        ["content"] = new JsonObject { ["id"] = id, ["type"] = "page", ["status"] = "current", ["title"] = "How to brew tea" },
    };

    public static byte[] Bytes(JsonNode body) => JsonSerializer.SerializeToUtf8Bytes(body);

    public static string Signature(string secret, byte[] body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public static Task<HttpResponseMessage> PostAsync(HttpClient http, string source, string secret, JsonNode body) =>
        PostAsync(http, source, Bytes(body), Signature(secret, Bytes(body)));

    public static async Task<HttpResponseMessage> PostAsync(HttpClient http, string source, byte[] body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/{source}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Hub-Signature", signature);
        return await http.SendAsync(request);
    }

    private static JsonObject Person(string id) => new() { ["accountId"] = id, ["displayName"] = id.ToUpperInvariant() };

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static string Number() => Interlocked.Increment(ref _number).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
