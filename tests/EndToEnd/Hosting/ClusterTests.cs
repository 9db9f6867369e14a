using System.Net;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Hosting;

/// <summary>What one gateway is told is seen by those of the other.</summary>
public sealed class ClusterTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly IReadOnlyList<GatewayProcess> _gateways = shared.Cluster.Gateways;

    [Fact]
    public async Task A_hook_at_one_gateway_is_a_flag_in_the_sessions_of_both()
    {
        await using var here = await HubSession.ViewAsync(_gateways[0], "anna", "jira:issue:BOTH-1");
        await using var there = await HubSession.ViewAsync(_gateways[1], "cleo", "jira:issue:BOTH-1");
        await using var elsewhere = await HubSession.ViewAsync(_gateways[1], "cleo", "jira:issue:BOTH-2");

        foreach (var (gateway, status) in new[] { (0, "In Review"), (1, "Done") })
        {
            using var answer = await Hook.PostAsync(
                _gateways[gateway].Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("BOTH-1", status));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Equal([$"BOTH-1 is now {status}"], await here.NextTitlesAsync());
            Assert.Equal([$"BOTH-1 is now {status}"], await there.NextTitlesAsync());
        }

        Assert.DoesNotContain("flags", elsewhere.Unread());
    }

    [Fact]
    public async Task An_inbox_is_the_same_at_both()
    {
        await using var here = await HubSession.ViewAsync(_gateways[0], "dora", "jira:issue:SAME-1");
        await using var there = await HubSession.ViewAsync(_gateways[1], "dora", "jira:issue:SAME-2");
        using var answer = await Hook.PostAsync(
            _gateways[1].Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("SAME-3", "Done", assignee: "dora"));

        Assert.Equal(1, (await here.NextCountsAsync()).GetProperty("unread").GetInt32());
        Assert.Equal(1, (await there.NextCountsAsync()).GetProperty("unread").GetInt32());

        await here.InvokeAsync("change", new { operation = "read", all = new { view = "unread" } });
        Assert.Equal(0, (await there.NextCountsAsync()).GetProperty("unread").GetInt32());
    }

    [Fact]
    public async Task A_repeated_hook_is_one_event_wherever_it_comes_in()
    {
        var hook = Hook.StatusChanged("ONCE-1", "Done");

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(
            i => Hook.PostAsync(_gateways[i % 2].Http, "jira", GatewayProcess.JiraSecret, hook.DeepClone())));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted));
        Assert.Equal(39, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task Every_process_says_that_it_is_ready()
    {
        foreach (var process in shared.Cluster.Processes)
        {
            using var answer = await process.Http.GetAsync("/health/ready");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("\"member\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}
