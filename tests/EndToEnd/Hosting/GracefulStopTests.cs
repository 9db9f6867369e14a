using System.Diagnostics;
using System.Net;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Hosting;

/// <summary>The process is asked to end while hooks come in.</summary>
public sealed class GracefulStopTests
{
    private const string Rules =
        """
        modules:
          trigger:
            - key: assigned
              events: [avi:jira:updated:issue]
              notify:
                to: [assignee]
                keep: always
                title: "${event.issue.key}"
            - key: digest
              events: [avi:jira:updated:issue]
              notify:
                to: [assignee]
                keep: always
                title: "${event.issue.key}"
                digest: { window: 1h, title: "${notifications.length}" }
        """;

    [Fact]
    public async Task What_was_accepted_is_dispatched_and_nobody_waits_long()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(rules: Rules);
        var posted = Enumerable.Range(0, 200).Select(i => PostAsync(gateway, i)).ToArray();
        await Task.WhenAll(posted.Take(50));

        var begun = Stopwatch.StartNew();
        var exit = await gateway.StopAsync();

        Assert.Equal(0, exit);
        Assert.True(begun.Elapsed < TimeSpan.FromSeconds(5), $"It took {begun.Elapsed}:\n{gateway.Output}");
        var accepted = (await Task.WhenAll(posted)).Count(isAccepted => isAccepted);
        Assert.InRange(accepted, 50, 200);
        Assert.Equal(0, StoredRows.Read(gateway, "SELECT count(*) FROM dispatch"));
        Assert.True(StoredRows.Read(gateway, """SELECT count(*) FROM inbox WHERE "user" = 'stop-anna'""") >= accepted);
    }

    private static async Task<bool> PostAsync(GatewayProcess gateway, int number)
    {
        try
        {
            using var answer = await Hook.PostAsync(
                gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged($"STOP-{number % 20}", $"Done {number}", assignee: "stop-anna"));
            return answer.StatusCode == HttpStatusCode.Accepted;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
