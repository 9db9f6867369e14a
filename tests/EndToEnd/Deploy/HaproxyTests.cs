using System.Net;
using System.Net.WebSockets;
using Notifications.Tests.EndToEnd.Users;

namespace Notifications.Tests.EndToEnd.Deploy;

public sealed class HaproxyTests
{
    [Fact]
    public async Task Gateways_that_come_and_go_are_found_by_their_name()
    {
        await using var proxy = await Haproxy.StartAsync(gateways: 2);

        await proxy.AddAsync();
        await Until.HoldsAsync(async () => (await proxy.AnswerersAsync()).Count == 3);
        await proxy.RemoveAsync(proxy.Gateways[0]);
        await Until.HoldsAsync(async () => (await proxy.AnswerersAsync()).Count == 2);
    }

    [Fact]
    public async Task A_gateway_that_is_gone_and_still_has_its_name_holds_no_request_up()
    {
        await using var proxy = await Haproxy.StartAsync(gateways: 2);
        await proxy.Gateways[0].DisposeAsync();

        // One for each turn of the balancing, before the next check finds it dead.
        for (var i = 0; i < 4; i++)
        {
            var asked = TimeProvider.System.GetTimestamp();
            Assert.Equal(proxy.Gateways[1].Address.ToString(), await proxy.Http.GetStringAsync("/who"));
            // haproxy waits for a second before it tries the same server again.
            Assert.InRange(TimeProvider.System.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(0.9));
        }
    }

    [Fact]
    public async Task A_hook_that_a_gateway_did_not_answer_is_sent_to_another()
    {
        await using var proxy = await Haproxy.StartAsync(gateways: 2);
        proxy.Gateways[0].IsMute = true;

        // One for each turn of the balancing.
        for (var i = 0; i < 2; i++)
        {
            using var answer = await proxy.Http.PostAsync("/webhooks/jira", new StringContent("{}"));
            Assert.Equal(proxy.Gateways[1].Address.ToString(), await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_gateway_that_drains_gets_nothing_new_and_keeps_its_sessions()
    {
        await using var proxy = await Haproxy.StartAsync(gateways: 2);
        List<ClientWebSocket> sessions = [];
        for (var i = 0; i < 4; i++)
            sessions.Add(await proxy.ConnectAsync());

        proxy.Gateways[0].IsReady = false;
        await Until.HoldsAsync(async () => (await proxy.AnswerersAsync()).Count == 1);

        Assert.Equal([proxy.Gateways[1].Address.ToString()], await proxy.AnswerersAsync());
        foreach (var session in sessions)
            Assert.Equal("still there?", await Haproxy.EchoAsync(session, "still there?"));
        sessions.ForEach(session => session.Dispose());
    }

    [Fact]
    public async Task Where_no_gateway_is_ready_it_says_when_to_come_again()
    {
        await using var proxy = await Haproxy.StartAsync(gateways: 1);

        proxy.Gateways[0].IsReady = false;
        HttpResponseMessage? answer = null;
        await Until.HoldsAsync(async () =>
        {
            answer?.Dispose();
            answer = await proxy.Http.GetAsync("/who");
            return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
        });

        Assert.Equal("2", answer!.Headers.RetryAfter?.ToString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        answer.Dispose();
    }

    [Fact]
    public async Task A_gateway_that_has_enough_is_believed()
    {
        await using var proxy = await Haproxy.StartAsync(gateways: 1);

        using var answer = await proxy.Http.PostAsync("/webhooks/full", content: null);

        Assert.Equal((HttpStatusCode.TooManyRequests, "7"), (answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
    }

    [Fact]
    public async Task Nobody_says_for_himself_where_he_comes_from()
    {
        await using var proxy = await Haproxy.StartAsync(gateways: 1);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/from")
        {
            Headers = { { "X-Forwarded-For", "10.1.1.1" }, { "X-Forwarded-Proto", "https" } },
        };

        using var answer = await proxy.Http.SendAsync(request);

        Assert.Equal("127.0.0.1 http", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Headers_that_are_too_large_or_too_many_are_refused()
    {
        await using var proxy = await Haproxy.StartAsync(gateways: 1);
        using var large = new HttpRequestMessage(HttpMethod.Get, "/who") { Headers = { { "X-Large", new string('x', 20_000) } } };
        using var many = new HttpRequestMessage(HttpMethod.Get, "/who");
        for (var i = 0; i < 100; i++)
            many.Headers.Add($"X-{i}", "x");

        foreach (var request in (HttpRequestMessage[])[large, many])
        {
            using var answer = await proxy.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task It_is_measured_on_a_port_of_its_own()
    {
        await using var proxy = await Haproxy.StartAsync(gateways: 2);

        var said = await proxy.MeasureAsync();
        using var outside = await proxy.Http.GetAsync("/metrics");

        Assert.Contains("haproxy_backend_active_servers{proxy=\"gateways\"} 2", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
    }
}
