using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Notifications.Tests.Product;

namespace Notifications.Tests.Load;

/// <summary>Measures trials over a long log, and what they do to web hooks that come meanwhile.</summary>
internal static class PastLoad
{
    private const int Events = 100_000;
    private const int Subjects = 5_000;
    private const int Hooks = 400;

    private const string Draft =
        """
        modules:
          trigger:
            - key: draft
              events: [avi:jira:updated:issue]
              filter: { expression: "event.changelog.items.some(i => i.toString == 'Done')" }
              notify: { to: [assignee], keep: always, title: "${event.issue.key} is done" }
        """;

    public static async Task<int> RunAsync()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        await using var gateway = await GatewayProcess.StartNewAsync();
        gateway.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", GatewayProcess.ApiSecret);
        Fill(Path.Combine(gateway.Directory, "notifications.db"));
        await PostHooksAsync(gateway, "WARM");
        Print("hooks alone", await PostHooksAsync(gateway, "ALONE"));

        var one = TryAsync(gateway);
        Print("hooks beside one trial", await PostHooksAsync(gateway, "ONE"));
        var took = await one;
        Console.WriteLine($"one trial of {Events} events: {took.TotalSeconds:0.0} s, {Events / took.TotalSeconds:0} events/s");

        var two = Task.WhenAll(TryAsync(gateway), TryAsync(gateway));
        Print("hooks beside two trials", await PostHooksAsync(gateway, "TWO"));
        Console.WriteLine($"two trials at once: {(await two).Max().TotalSeconds:0.0} s");
        return 0;
    }

    private static void Fill(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO event (site, source, id, type, subject, sequence, time, accepted, self_generated, actor, data)
            VALUES ('default', 'jira', $id, 'avi:jira:updated:issue', $subject, $sequence, $time, $time, 0, NULL, $data)
            """;
        foreach (var name in (string[])["$id", "$subject", "$sequence", "$time", "$data"])
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        var start = TimeProvider.System.GetUtcNow().AddDays(-1).ToUnixTimeMilliseconds();
        for (var i = 0; i < Events; i++)
        {
            var key = $"LOG-{i % Subjects}";
            command.Parameters["$id"].Value = $"load-{i}";
            command.Parameters["$subject"].Value = $"jira:issue:{key}";
            command.Parameters["$sequence"].Value = (i / Subjects) + 1;
            command.Parameters["$time"].Value = start + (i * 100);
            command.Parameters["$data"].Value = Hook.Bytes(Hook.StatusChanged(key, i % 3 == 0 ? "Done" : "Open", assignee: $"user{i % 997}"));
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static async Task<TimeSpan> TryAsync(GatewayProcess gateway)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await gateway.Http.PostAsync(
            "/api/v1/rules/try?from=2d&subjects=jira:issue:LOG-*", new StringContent(Draft, Encoding.UTF8, "application/yaml"));
        answer.EnsureSuccessStatusCode();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (answer.Headers.Location is { } trial)
        {
            var state = JsonNode.Parse(await gateway.Http.GetStringAsync(trial))!;
            if (state["result"] is not null)
                break;
            await pause.WaitForNextTickAsync();
        }

        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task<TimeSpan[]> PostHooksAsync(GatewayProcess gateway, string project)
    {
        var times = new TimeSpan[Hooks];
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var i = 0; i < Hooks; i++)
        {
            await pace.WaitForNextTickAsync();
            var began = Stopwatch.GetTimestamp();
            using var answer = await Hook.PostAsync(
                gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged($"{project}-{i % 20}", $"S{i}"));
            answer.EnsureSuccessStatusCode();
            times[i] = Stopwatch.GetElapsedTime(began);
        }

        Array.Sort(times);
        return times;
    }

    private static void Print(string what, TimeSpan[] sorted) => Console.WriteLine(
        $"{what}: until committed p50 {sorted[Hooks / 2].TotalMilliseconds:0.0} ms, p99 {sorted[Hooks * 99 / 100].TotalMilliseconds:0.0} ms, worst {sorted[^1].TotalMilliseconds:0.0} ms");
}
