using System.Net;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Subjects;

/// <summary>What was answered with 202 is done, whatever happens to the process right after.</summary>
public sealed class CrashAfterAcceptanceTests
{
    private const int Hooks = 40;

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
        """;

    [Fact]
    public async Task A_kept_notification_is_there_once_after_the_process_is_killed()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(rules: Rules);
        // Each of an issue of its own, which nobody touches again.
        var posted = Enumerable.Range(0, Hooks).Select(i => Hook.PostAsync(
            gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged($"KILL-{i}", "Done", assignee: "kill-anna"))).ToList();
        await await Task.WhenAny(posted);
        await gateway.KillAsync();
        var accepted = await CountAcceptedAsync(posted);
        Assert.InRange(accepted, 1, Hooks);

        await gateway.StartAsync();

        var events = StoredRows.Read(gateway, "SELECT count(*) FROM event WHERE source = 'jira'");
        Assert.InRange(events, accepted, Hooks);
        await WaitUntilAsync(() => StoredRows.Read(gateway, "SELECT count(*) FROM dispatch") == 0);
        Assert.Equal(events, StoredRows.Read(gateway, """SELECT count(*) FROM inbox WHERE "user" = 'kill-anna'"""));
    }

    private static async Task<int> CountAcceptedAsync(IEnumerable<Task<HttpResponseMessage>> posted)
    {
        var accepted = 0;
        foreach (var one in posted)
        {
            try
            {
                using var answer = await one;
                accepted += answer.StatusCode == HttpStatusCode.Accepted ? 1 : 0;
            }
            catch (HttpRequestException)
            {
                // Nobody knows what became of it.
            }
        }

        return accepted;
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!condition())
            await pause.WaitForNextTickAsync(timeout.Token);
    }
}
