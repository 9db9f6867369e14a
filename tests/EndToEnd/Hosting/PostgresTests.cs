using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.EndToEnd.Rules;
using Notifications.Tests.EndToEnd.Users;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Hosting;

public sealed class PostgresTests
{
    // A statement may take five seconds, and the gateway tries again.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task One_silo_keeps_its_log_in_PostgreSQL_over_a_crash_and_the_command_line_reads_it()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var gateway = await GatewayProcess.StartNewAsync(Settings(database));
        var hook = Hook.StatusChanged("PG-1", "Done", assignee: "anna");

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(gateway, hook));
        await gateway.KillAsync();
        await gateway.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(gateway, hook));
        Assert.False(File.Exists(Path.Combine(gateway.Directory, "notifications.db")));
        var tried = await CommandRun.OfAsync(
            Settings(database), "rules", "try", Path.Combine(Repository.Root, "rules", "demo.yaml"), "--rules", gateway.RulesDirectory, "--subject", "jira:issue:PG-1");
        Assert.Contains("1 event", tried.Output, StringComparison.Ordinal);
        Assert.Equal(0, tried.ExitCode);
    }

    [Fact]
    public async Task While_PostgreSQL_is_stopped_hooks_are_503_and_afterwards_accepted()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var gateway = await GatewayProcess.StartNewAsync(Settings(await server.CreateDatabaseAsync()));
        await using var anna = await HubSession.ViewAsync(gateway, "anna", "jira:issue:PG-2");
        var hook = Hook.StatusChanged("PG-2", "Done");

        await server.StopImmediatelyAsync();
        using (var refused = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, hook).WaitAsync(AtOnce))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        }

        await server.StartAsync();
        Assert.Contains(await PostAsync(gateway, hook), (HttpStatusCode[])[HttpStatusCode.Accepted, HttpStatusCode.OK]);
        Assert.Equal(["PG-2 is now Done"], await anna.NextTitlesAsync());
    }

    [Fact]
    public async Task While_PostgreSQL_is_stopped_each_dead_letter_is_answered_for_itself()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var gateway = await GatewayProcess.StartNewAsync(Settings(await server.CreateDatabaseAsync()));
        await server.StopImmediatelyAsync();

        foreach (var call in (string[])["send-again", "discard"])
        {
            using var answer = await Api.SendAsync(gateway, HttpMethod.Post, $"dead-letters/{call}", new { ids = (string[])["one", "two"] }).WaitAsync(AtOnce);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var results = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results").EnumerateArray().ToArray();
            Assert.Equal(["one unavailable", "two unavailable"], results.Select(one => $"{one.GetProperty("id").GetString()} {one.GetProperty("outcome").GetString()}"));
            Assert.Contains("was not tried", results[1].GetProperty("reason").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_databases_are_refused_in_one_line()
    {
        var both = Settings("Host=127.0.0.1;Database=x");
        both["Storage__Sqlite__File"] = "data/x.db";

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => GatewayProcess.StartNewAsync(both));

        Assert.Contains("did not start: Both Storage:Postgres and Storage:Sqlite:File are configured", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no connection string", "is no connection string of Npgsql")]
    [InlineData("Host=127.0.0.1;Port=1;Username=x;Password=hidden;Database=x", "The database 'x on 127.0.0.1:1' could not be brought up to date")]
    public async Task A_database_that_cannot_be_used_is_one_line_without_its_password(string connection, string expected)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => GatewayProcess.StartNewAsync(Settings(connection)));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failure.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Settings(string connectionString) => new()
    {
        ["Storage__Sqlite__File"] = "",
        ["Storage__Postgres__ConnectionString"] = connectionString,
    };

    private static async Task<HttpStatusCode> PostAsync(GatewayProcess gateway, System.Text.Json.Nodes.JsonNode hook)
    {
        using var answer = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, hook);
        return answer.StatusCode;
    }
}
