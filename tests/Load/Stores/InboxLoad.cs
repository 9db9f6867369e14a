using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Notifications.Tests.Product;

namespace Notifications.Tests.Load.Stores;

/// <summary>How long it takes to open an inbox that is small, and one that is full.</summary>
internal static class InboxLoad
{
    private const int Small = 500;
    private const int Full = 100_000;
    private const int Openings = 200;

    private const string Rules =
        """
        modules:
          trigger:
            - key: kept
              events: [avi:jira:updated:issue]
              notify: { to: [assignee], keep: always, title: "${event.issue.key} is now ${event.issue.fields.status.name}" }
        """;

    public static async Task RunAsync(StoreOptions options)
    {
        await using var store = await StoreUnderLoad.StartAsync(options.Store, Rules);
        var (small, full) = (await FillAsync(store, options, "small", 0, Small), await FillAsync(store, options, "full", Small, Full));
        Console.WriteLine($"{store.Name}: filled with {Small} in {small.TotalSeconds:0.0} s, with {Full} in {full.TotalSeconds:0} s.");
        Console.WriteLine();
        Console.WriteLine($"| {store.Name}, inbox of | after a start: attach, first page | hub, first page p50 / p99 ms | REST, first page | REST, counts | bare query of the first page |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        await store.Gateway.KillAsync();
        await store.Gateway.StartAsync();
        foreach (var (user, size) in ((string, int)[])[("small", Small), ("full", Full)])
            Console.WriteLine($"| {size} | {await ColdAsync(store, user)} | {await HubAsync(store, user)} | {await RestAsync(store, user, "inbox")} | {await RestAsync(store, user, "counts")} | {Bare(store, user)} |");
    }

    private static async Task<TimeSpan> FillAsync(StoreUnderLoad store, StoreOptions options, string user, int first, int count)
    {
        var address = store.Gateway.Address;
        var requests = Enumerable.Range(first, count).Select(number => HookRequest.Of(address, number, $"IN-{number % 500}", user)).ToArray();
        using var posting = await Posting.ConnectAsync(address, options.Connections);
        var began = Stopwatch.GetTimestamp();
        await posting.MostAsync(requests, 0, count);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (JsonElement.Parse(await GetAsync(store, user, "counts")).GetProperty("unread").GetInt64() < count)
            await pause.WaitForNextTickAsync();
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task<string> ColdAsync(StoreUnderLoad store, string user)
    {
        var began = Stopwatch.GetTimestamp();
        await using var session = await OpenAsync(store, user);
        var attached = Delays.MillisecondsSince(began);
        began = Stopwatch.GetTimestamp();
        await session.InvokeAsync("inbox", new { });
        return $"{attached:0.0}, {Delays.MillisecondsSince(began):0.0} ms";
    }

    private static async Task<string> HubAsync(StoreUnderLoad store, string user)
    {
        await using var session = await OpenAsync(store, user);
        return Delays.Text(await MeasureAsync(() => session.InvokeAsync("inbox", new { })));
    }

    private static async Task<string> RestAsync(StoreUnderLoad store, string user, string what) =>
        Delays.Text(await MeasureAsync(() => GetAsync(store, user, what)));

    private static async Task<double[]> MeasureAsync(Func<Task> open)
    {
        var delays = new double[Openings];
        for (var i = 0; i < Openings; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await open();
            delays[i] = Delays.MillisecondsSince(began);
        }

        return delays;
    }

    private static string Bare(StoreUnderLoad store, string user)
    {
        using var connection = store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM inbox WHERE site = 'default' AND \"user\" = '{user}' AND sequence IS NOT NULL AND NOT archived AND snoozed_until IS NULL AND snoozed_for IS NULL ORDER BY sequence DESC LIMIT 50";
        var delays = new double[Openings];
        for (var i = 0; i < Openings; i++)
        {
            var began = Stopwatch.GetTimestamp();
            using var reader = command.ExecuteReader();
            while (reader.Read())
                _ = reader.GetValue(reader.GetOrdinal("content"));
            delays[i] = Delays.MillisecondsSince(began);
        }

        return Delays.Text(delays);
    }

    private static async Task<CallingSession> OpenAsync(StoreUnderLoad store, string user)
    {
        var session = await CallingSession.ConnectAsync(store.Gateway.Address);
        await session.InvokeAsync("attach", new { token = TokenOf(store, user), tab = "load" });
        return session;
    }

    private static async Task<string> GetAsync(StoreUnderLoad store, string user, string what)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/me/{what}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(store, user));
        using var answer = await store.Gateway.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    private static string TokenOf(StoreUnderLoad store, string user) =>
        new Tokens(store.Gateway.KeyFile).For(user, [], permissions: ["inbox"], lifetime: TimeSpan.FromHours(1));
}
