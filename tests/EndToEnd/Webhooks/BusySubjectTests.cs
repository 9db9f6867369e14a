using System.Net;
using Microsoft.Data.Sqlite;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Webhooks;

public sealed class BusySubjectTests
{
    private const int MaxInHand = 2;

    [Fact]
    public async Task A_subject_with_too_much_in_hand_answers_503_with_a_time_and_the_others_go_on()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(
            new Dictionary<string, string> { ["Dispatch__MaxInHand"] = $"{MaxInHand}" });
        await using var anna = await HubSession.ViewAsync(gateway, "anna", "jira:issue:BUSY-1");
        // Events are accepted, and that they are dispatched can't be noted.
        Execute(gateway, "CREATE TRIGGER hold BEFORE DELETE ON dispatch BEGIN SELECT RAISE(ABORT, 'The test holds it.'); END");
        for (var i = 0; i < MaxInHand; i++)
            Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(gateway, "BUSY-1", $"Step {i}")).Status);

        var (status, retryAfter, type) = await PostAsync(gateway, "BUSY-1", "Refused");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (status, type));
        Assert.True(retryAfter > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(gateway, "BUSY-2", "Free")).Status);

        Execute(gateway, "DROP TRIGGER hold");
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(gateway, "BUSY-1", "Last")).Status);
        // What was refused has left nothing behind.
        Assert.Equal(
            ["BUSY-1 is now Step 0", "BUSY-1 is now Step 1", "BUSY-1 is now Last"],
            [.. await anna.NextTitlesAsync(), .. await anna.NextTitlesAsync(), .. await anna.NextTitlesAsync()]);
    }

    private static async Task<(HttpStatusCode Status, TimeSpan? RetryAfter, string? Type)> PostAsync(GatewayProcess gateway, string issue, string state)
    {
        using var answer = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged(issue, state));
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta, answer.Content.Headers.ContentType?.MediaType);
    }

    private static void Execute(GatewayProcess gateway, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(gateway.Directory, "notifications.db")};Default Timeout=10;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
