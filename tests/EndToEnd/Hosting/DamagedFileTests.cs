using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Notifications.Tests.EndToEnd.Inbox;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Hosting;

/// <summary>A disk that goes bad under the running product. What it says at its start is in <c>tests/Faults</c>.</summary>
public sealed class DamagedFileTests
{
    private const int PageBytes = 4096;

    [Fact]
    public async Task Damage_that_is_met_while_it_runs_is_said_once_is_not_ready_and_takes_no_hook()
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(gateway, "Before")).Status);
        FlipBytes(Path.Combine(gateway.Directory, "notifications.db"));

        var (status, retryAfter) = await PostAsync(gateway, "After");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.True(retryAfter > TimeSpan.Zero);
        Assert.Contains("Restore a backup", await gateway.WaitForOutputAsync("is damaged: "), StringComparison.Ordinal);
        using var ready = await gateway.Http.GetAsync("/health/ready");
        var answer = JsonNode.Parse(await ready.Content.ReadAsStringAsync())!;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy"), (ready.StatusCode, answer["status"]!.GetValue<string>()));
        Assert.Contains("notifications.db", answer["checks"]!["database"]!.ToJsonString(), StringComparison.Ordinal);
        // It is not restarted for what a restart can't mend.
        using var live = await gateway.Http.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        var (inbox, problem) = await Person.Named(gateway, "anna").SendAsync(HttpMethod.Get, "inbox");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (inbox, problem.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(gateway, "Still")).Status);
    }

    private static void FlipBytes(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Default Timeout=10;Pooling=false");
        connection.Open();
        Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        using (var bytes = File.Open(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            // The first page is that of the schema.
            for (var page = 1; (page + 1) * PageBytes <= bytes.Length; page++)
            {
                bytes.Position = page * PageBytes;
                bytes.Write([0x7f, 0xff, 0x00, 0x7f, 0xff, 0x7f, 0xff, 0x11]);
            }
        }

        // Whoever has pages in memory reads them anew after a commit of another connection.
        Execute("PRAGMA application_id = 1");

        void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private static async Task<(HttpStatusCode Status, TimeSpan? RetryAfter)> PostAsync(GatewayProcess gateway, string state)
    {
        using var answer = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("DAMAGE-1", state));
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta);
    }
}
