using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Webhooks;

public sealed class CloudEventsTests(KettleGateway kettles, SharedGateway shared) : IClassFixture<KettleGateway>
{
    private const string Json = "application/json";
    private const string Structured = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";

    private readonly GatewayProcess _gateway = kettles.Gateway;

    public static TheoryData<string, string, TimeSpan> WrongSignatures => new()
    {
        { "of another secret", "some-other-secret", TimeSpan.Zero },
        { "too old", GatewayProcess.EventsSecret, TimeSpan.FromMinutes(-6) },
        { "of the future", GatewayProcess.EventsSecret, TimeSpan.FromMinutes(6) },
    };

    [Fact]
    public async Task A_structured_event_becomes_a_flag()
    {
        await using var anna = await HubSession.ViewAsync(_gateway, "anna", "events:kettle:structured");

        using var answer = await PostAsync(Structured, Event("s-1", "structured", cups: 3));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal([("events:kettle:structured", "ben", false)], await EventsOfAsync(answer));
        Assert.Equal(["ben boiled 3 cups"], await anna.NextTitlesAsync());
    }

    [Fact]
    public async Task A_binary_event_becomes_a_flag()
    {
        await using var anna = await HubSession.ViewAsync(_gateway, "anna", "events:kettle:binary");

        using var answer = await PostAsync(Json, new JsonObject { ["cups"] = 4 }, new()
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = "b-1",
            ["ce-source"] = "/kitchen",
            ["ce-type"] = KettleGateway.EventType,
            ["ce-subject"] = "kettle:binary",
            ["ce-actor"] = "ben",
        });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal([("events:kettle:binary", "ben", false)], await EventsOfAsync(answer));
        Assert.Equal(["ben boiled 4 cups"], await anna.NextTitlesAsync());
    }

    [Fact]
    public async Task A_batch_is_answered_event_by_event_and_a_duplicate_makes_no_second_flag()
    {
        await using var anna = await HubSession.ViewAsync(_gateway, "anna", "events:kettle:batch");
        using var first = await PostAsync(Structured, Event("x-1", "batch", cups: 1));
        Assert.Equal(["ben boiled 1 cups"], await anna.NextTitlesAsync());

        using var batch = await PostAsync(
            Batch, new JsonArray(Event("x-1", "batch", cups: 1), Event("x-2", "batch", cups: 2), Event("x-2", "batch", cups: 2)));

        Assert.Equal(HttpStatusCode.Accepted, batch.StatusCode);
        const string subject = "events:kettle:batch";
        Assert.Equal([(subject, "ben", true), (subject, "ben", false), (subject, "ben", true)], await EventsOfAsync(batch));
        Assert.Equal(["ben boiled 2 cups"], await anna.NextTitlesAsync());

        using var again = await PostAsync(Batch, new JsonArray(Event("x-2", "batch", cups: 2), Event("x-1", "batch", cups: 1)));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal([(subject, "ben", true), (subject, "ben", true)], await EventsOfAsync(again));

        // What comes next is what was posted next: none of the duplicates made a flag.
        using var next = await PostAsync(Batch, new JsonArray(Event("x-3", "batch", cups: 3)));
        Assert.Equal(["ben boiled 3 cups"], await anna.NextTitlesAsync());
    }

    [Fact]
    public async Task A_batch_with_one_bad_event_is_refused_as_a_whole()
    {
        var bad = Event("y-2", "whole", cups: 2);
        bad.Remove("type");

        using var refused = await PostAsync(Batch, new JsonArray(Event("y-1", "whole", cups: 1), bad));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("$[1].type", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var alone = await PostAsync(Structured, Event("y-1", "whole", cups: 1));
        Assert.Equal(HttpStatusCode.Accepted, alone.StatusCode);
    }

    [Theory, MemberData(nameof(WrongSignatures))]
    public async Task A_wrong_signature_is_401(string which, string secret, TimeSpan age)
    {
        using var answer = await PostAsync(Structured, Event(which, "wrong", cups: 1), secret: secret, age: age);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_missing_signature_is_401()
    {
        using var answer = await Hook.PostAsync(_gateway.Http, "events", Hook.Bytes(Event("missing", "wrong", cups: 1)), signature: null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_is_told_of_by_Data_Center_with_its_id_alone()
    {
        await using var anna = await HubSession.ViewAsync(shared.Gateway, "anna", "wiki:page:910001");

        using var answer = await Hook.PostAsync(shared.Gateway.Http, "wiki", GatewayProcess.WikiSecret, JsonNode.Parse(
            """{ "timestamp": 1760000000000, "event": "page_updated", "userKey": "key-ben", "page": { "id": 910001 } }""")!);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(["This page has a newer version"], await anna.NextTitlesAsync());
    }

    [Fact]
    public async Task A_page_is_told_of_by_Forge()
    {
        await using var anna = await HubSession.ViewAsync(shared.Gateway, "anna", "wiki:page:910002");

        using var answer = await Hook.PostAsync(shared.Gateway.Http, "wiki", GatewayProcess.WikiSecret, Hook.PageUpdated("910002"));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var flag = (await anna.NextAsync("flags")).GetProperty("flags")[0];
        Assert.Equal("This page has a newer version", flag.GetProperty("title").GetString());
        Assert.Contains("How to brew tea", flag.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    private static JsonObject Event(string id, string kettle, int cups) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = id,
        ["source"] = "/kitchen",
        ["type"] = KettleGateway.EventType,
        ["subject"] = $"kettle:{kettle}",
        ["actor"] = "ben",
        ["data"] = new JsonObject { ["cups"] = cups },
    };

    /// <summary>Posts as Standard Webhooks say: id, time and body are signed.</summary>
    private async Task<HttpResponseMessage> PostAsync(
        string contentType, JsonNode body, Dictionary<string, string>? headers = null,
        string secret = GatewayProcess.EventsSecret, TimeSpan age = default)
    {
        var bytes = Hook.Bytes(body);
        var id = $"msg_{Guid.NewGuid():N}";
        var time = (TimeProvider.System.GetUtcNow() + age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. bytes];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/events") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", time);
        request.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)));
        foreach (var (name, value) in headers ?? [])
            request.Headers.Add(name, value);
        return await _gateway.Http.SendAsync(request);
    }

    private static async Task<IEnumerable<(string Subject, string Actor, bool Duplicate)>> EventsOfAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["events"]!.AsArray().Select(accepted =>
        {
            Assert.Equal(KettleGateway.EventType, accepted!["type"]!.GetValue<string>());
            return (accepted["subject"]!.GetValue<string>(), accepted["actor"]!.GetValue<string>(), accepted["duplicate"]!.GetValue<bool>());
        });
}

/// <summary>A gateway with a rule for events of a sender of our own.</summary>
public sealed class KettleGateway : IAsyncLifetime
{
    public const string EventType = "com.example.kettle.boiled";

    private const string Rules =
        $$"""
        modules:
          trigger:
            - key: kettle-boiled
              sources: [events]
              events: [{{EventType}}]
              notify:
                to: [viewers]
                title: "${actor} boiled ${event.cups} cups"
        """;

    private GatewayProcess? _gateway;

    public GatewayProcess Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayProcess.StartNewAsync();
        await File.WriteAllTextAsync(Path.Combine(_gateway.RulesDirectory, "kettle.yaml"), Rules);
        await _gateway.WaitForOutputAsync("Loaded kettle.yaml: 1 rules.");
        await _gateway.WaitForOutputAsync("are in force.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
    }
}
