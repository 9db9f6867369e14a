using System.Diagnostics;
using Notifications.Tests.Product;

namespace Notifications.Tests.Load.Stores;

/// <summary>Notifications kept: from the hook to the message <c>inbox</c> in the session of each of its three recipients.</summary>
internal static class KeptLoad
{
    private const int Recipients = 3;
    private const int Users = 99;

    private const string Rules =
        """
        modules:
          trigger:
            - key: kept
              events: [avi:jira:updated:issue]
              notify:
                to: [assignee, reporter, creator]
                keep: always
                title: "${event.issue.key} is now ${event.issue.fields.status.name}"
        """;

    public static async Task RunAsync(StoreOptions options)
    {
        await using var store = await StoreUnderLoad.StartAsync(options.Store, Rules);
        var gateway = store.Gateway;
        var (warm, most, paced) = (options.WarmUp / Recipients, options.Hooks / Recipients, options.Rate * options.Seconds / Recipients);
        var requests = Enumerable.Range(0, warm + most + paced).Select(number => RequestOf(gateway, number)).ToArray();
        var arrivals = new Arrivals(requests.Length, Recipients);
        var sessions = await OpenAsync(gateway, arrivals);
        using var posting = await Posting.ConnectAsync(gateway.Address, options.Connections);
        await posting.MostAsync(requests, 0, warm, arrivals.AllOf);

        var (processor, began) = (gateway.ProcessorTime, Stopwatch.GetTimestamp());
        var delays = await posting.MostAsync(requests, warm, most, arrivals.AllOf);
        var rate = most * Recipients / Stopwatch.GetElapsedTime(began).TotalSeconds;
        var mostCost = (gateway.ProcessorTime - processor).TotalMicroseconds / (most * Recipients);

        // So many notifications a second, not hooks.
        processor = gateway.ProcessorTime;
        await posting.PacedAsync(requests, warm + most, paced, Math.Max(1, options.Rate / Recipients), arrivals.Due);
        for (var number = warm + most; number < requests.Length; number++)
            await arrivals.AllOf(number);
        var pacedCost = (gateway.ProcessorTime - processor).TotalMicroseconds / (paced * Recipients);

        foreach (var session in sessions)
            await session.DisposeAsync();
        BareRows events, inbox;
        using (var connection = store.Open())
            (events, inbox) = (BareRows.Read(connection, "event", 10_000), BareRows.Read(connection, "inbox", 30_000));
        var bare = new BareLoop(store, (events, 1), (inbox, Recipients));
        StoreTable.Print(
            "kept notifications", "notification", store.Name, options with { Rate = options.Rate / Recipients }, rate, delays, mostCost,
            arrivals.DelaysOf(warm + most), pacedCost, bare, Recipients);
    }

    private static byte[] RequestOf(GatewayProcess gateway, int number)
    {
        var first = number * Recipients % Users;
        return HookRequest.Of(gateway.Address, number, $"KEPT-{number % 500}", UserOf(first), UserOf(first + 1), UserOf(first + 2));
    }

    private static async Task<List<RawSession>> OpenAsync(GatewayProcess gateway, Arrivals arrivals)
    {
        var hub = new UriBuilder(gateway.Address) { Scheme = "ws", Path = "/hub" }.Uri;
        var tokens = new Tokens(gateway.KeyFile);
        var sessions = new List<RawSession>();
        for (var user = 0; user < Users; user++)
        {
            var token = tokens.For(UserOf(user), [], permissions: ["inbox"], lifetime: TimeSpan.FromHours(1));
            sessions.Add(await RawSession.ConnectAsync(hub, arrivals.Note, ("attach", new { token, tab = "load" })));
        }

        return sessions;
    }

    private static string UserOf(int number) => $"user-{number}";
}
