using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Live;

public sealed class SlowSessionTests
{
    // Linux grows a socket's send buffer to 4 MiB at most; the server's own buffers hold 128 KiB.
    private const int MoreThanSocketsHold = 5 * 1024 * 1024;

    private const int HooksAtOnce = 50;

    private const long SomeMoment = 1_760_000_000_000;

    // By default SignalR cuts a connection whose sending takes 10 s.
    private static readonly TimeSpan WithoutSendTimeout = TimeSpan.FromSeconds(10);

    // Three bytes each, or six where they are escaped.
    private static readonly string LargeText = new('茶', 2_000);

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(4, false)]
    public async Task A_session_that_does_not_read_costs_others_nothing_and_is_told_to_resync(int ring, bool complete)
    {
        const string subject = "jira:issue:SLOW-1";
        await using var gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string>
        {
            ["Hub__QueueCapacity"] = "4",
            // Longer than the healthy session's patience: if it had to wait for the slow one, it would fail.
            ["Hub__SendTimeout"] = "00:01:00",
            ["Live__RingCapacity"] = ring.ToString(CultureInfo.InvariantCulture),
        });
        await using var healthy = await HubSession.ViewAsync(gateway, "kim", subject);
        await using var slow = await SlowSession.ViewAsync(gateway, "anna", subject);

        var posted = await OverflowAsync(gateway, healthy, "SLOW-1");

        var (read, position) = await ReadUntilResyncAsync(slow, subject);
        Assert.Equal(posted.Take(read.Count), read);
        Assert.InRange(read.Count, 1, posted.Count - 1);

        var answer = await slow.InvokeAsync("subscribe", new { subject, position });
        Assert.Equal(complete, answer.GetProperty("complete").GetBoolean());
        string[] missed = [.. answer.GetProperty("missed").EnumerateArray().SelectMany(TitlesOf)];
        // What is incomplete may hold the newest, but nothing out of order.
        Assert.Equal(posted.TakeLast(complete ? posted.Count - read.Count : missed.Length), missed);

        // From here on it is a session like others.
        await PostAsync(gateway, "SLOW-1", "Fast", "Open");
        Assert.Equal(["SLOW-1 is now Fast"], TitlesOf(await healthy.NextAsync("flags")));
        var (name, content) = await slow.NextAsync();
        while (name == "flags" && !TitlesOf(content).Any())
            (name, content) = await slow.NextAsync();
        Assert.Equal("flags", name);
        Assert.Equal(["SLOW-1 is now Fast"], TitlesOf(content));
    }

    [Fact]
    public async Task A_session_that_never_reads_again_is_cut()
    {
        const string subject = "jira:issue:NEVER-1";
        await using var gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string>
        {
            ["Hub__SendTimeout"] = "00:00:01",
            // So that it is the time that ends the session, and the healthy one gets all of many hooks at once.
            ["Hub__QueueCapacity"] = "10000",
        });
        await using var healthy = await HubSession.ViewAsync(gateway, "kim", subject);
        await using var slow = await SlowSession.ViewAsync(gateway, "anna", subject);

        using var limit = new CancellationTokenSource(WithoutSendTimeout);
        var cut = slow.UntilCutAsync(limit.Token);
        while (!cut.IsCompleted)
        {
            await Task.WhenAll(Enumerable.Range(0, HooksAtOnce).Select(_ => PostAsync(gateway, "NEVER-1", "Step", LargeText)));
            for (var number = 0; number < HooksAtOnce; number++)
                Assert.Equal(["NEVER-1 is now Step"], TitlesOf(await healthy.NextAsync("flags")));
        }

        await cut;
        await PostAsync(gateway, "NEVER-1", "Done", "Open");
        Assert.Equal(["NEVER-1 is now Done"], TitlesOf(await healthy.NextAsync("flags")));
    }

    /// <summary>Posts, one after the other has reached the healthy session, more than a session that does not read can be sent.</summary>
    private static async Task<IReadOnlyList<string>> OverflowAsync(GatewayProcess gateway, HubSession healthy, string key)
    {
        var titles = new List<string>();
        for (var sent = 0; sent < MoreThanSocketsHold;)
        {
            var status = $"Step {titles.Count}";
            await PostAsync(gateway, key, status, LargeText);
            var batch = await healthy.NextAsync("flags");
            titles.Add($"{key} is now {status}");
            Assert.Equal([titles[^1]], TitlesOf(batch));
            sent += SizeOf(batch);
        }

        return titles;
    }

    private static async Task<(IReadOnlyList<string> Titles, JsonElement Position)> ReadUntilResyncAsync(SlowSession session, string subject)
    {
        var titles = new List<string>();
        JsonElement position = default;
        while (await session.NextAsync() is var (name, content))
        {
            Assert.Equal(subject, content.GetProperty("subject").GetString());
            if (name == "resync")
                break;
            Assert.Equal("flags", name);
            titles.AddRange(TitlesOf(content));
            position = content.GetProperty("position");
        }

        return (titles, position);
    }

    private static int SizeOf(JsonElement batch) => Encoding.UTF8.GetByteCount(batch.GetRawText());

    private static IEnumerable<string> TitlesOf(JsonElement batch) =>
        batch.GetProperty("flags").EnumerateArray().Select(flag => flag.GetProperty("title").GetString()!);

    private static async Task PostAsync(GatewayProcess gateway, string key, string status, string before)
    {
        var hook = Hook.StatusChanged(key, status, actor: "ben");
        // All of one moment: posted at once, none is older than another.
        hook["timestamp"] = SomeMoment;
        hook["changelog"]!["items"]![0]!["fromString"] = before;
        using var answer = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, hook);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
