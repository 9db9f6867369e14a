using System.Globalization;
using System.Net;
using Notifications.Tests.EndToEnd.Deploy;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.EndToEnd.Users;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Webhooks;

/// <summary>More hooks come than are taken.</summary>
public sealed class OverloadTests(MeasuredGateway measured) : IClassFixture<MeasuredGateway>
{
    // As docs/operations.md has them.
    private const int AtOnce = 256;
    private const int Waiting = 1_024;
    private const int TooMany = 20;
    private const int LargeBody = 900_000;

    private readonly GatewayProcess _gateway = measured.Gateway;

    [Fact]
    public async Task They_are_refused_with_a_time_sessions_and_reading_go_on_memory_is_bounded_and_it_recovers_by_itself()
    {
        await using var anna = await HubSession.ViewAsync(_gateway, "anna", "jira:issue:MUCH-1");
        var large = new byte[LargeBody];
        Task<HttpResponseMessage>[] inHand, waiting;
        // So that what is in hand stays there: nothing can be committed.
        using (LockedDatabase.Of(_gateway))
        {
            inHand = [.. Enumerable.Range(0, AtOnce).Select(i => Hook.PostAsync(_gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged($"MUCH-{i + 2}", "Done")))];
            await UntilMeasuredAsync("aspnetcore_rate_limiting_active_request_leases", AtOnce);
            var before = _gateway.ResidentBytes;
            waiting = [.. Enumerable.Range(0, Waiting).Select(_ => Hook.PostAsync(_gateway.Http, "jira", large, "sha256=0"))];
            await UntilMeasuredAsync("aspnetcore_rate_limiting_queued_requests", Waiting);

            for (var i = 0; i < TooMany; i++)
            {
                using var refused = await Hook.PostAsync(_gateway.Http, "jira", large, "sha256=0");
                Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
                Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            }

            await UntilMeasuredAsync("notifications_hooks_total{source=\"any\",status=\"429\"}", TooMany);
            // A quarter of what they sent.
            Assert.InRange(_gateway.ResidentBytes - before, long.MinValue, (long)Waiting * LargeBody / 4);
            Assert.Equal(0, (await anna.InvokeAsync("inbox", new { view = "all" })).GetProperty("items").GetArrayLength());
            await anna.SubscribeAsync("jira:issue:MUCH-1");
            using var reading = await _gateway.Http.GetAsync("/.well-known/jwks.json");
            Assert.Equal(HttpStatusCode.OK, reading.StatusCode);
        }

        foreach (var answered in waiting)
            Assert.Equal(HttpStatusCode.Unauthorized, (await answered).StatusCode);
        foreach (var answered in inHand)
            Assert.Equal(HttpStatusCode.Accepted, (await answered).StatusCode);
        using var accepted = await Hook.PostAsync(_gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("MUCH-1", "Done"));
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(["MUCH-1 is now Done"], await anna.NextTitlesAsync());
    }

    private Task UntilMeasuredAsync(string name, int value) => Until.HoldsAsync(async () => (await measured.ScrapeAsync()).Split('\n').Any(
        line => line.StartsWith(name, StringComparison.Ordinal) && line.Split(' ') is [_, var said, ..] && said == value.ToString(CultureInfo.InvariantCulture)));
}
