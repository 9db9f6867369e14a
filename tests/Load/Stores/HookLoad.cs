using System.Diagnostics;

namespace Notifications.Tests.Load.Stores;

/// <summary>Hooks accepted: committed to the event log and answered. Nobody is to be told.</summary>
internal static class HookLoad
{
    private const int Subjects = 500;

    private const string Rules =
        """
        modules:
          trigger:
            - key: shown
              events: [avi:jira:updated:issue]
              notify: { to: [viewers], title: "${event.issue.key} is now ${event.issue.fields.status.name}" }
        """;

    public static async Task RunAsync(StoreOptions options)
    {
        await using var store = await StoreUnderLoad.StartAsync(options.Store, Rules);
        var gateway = store.Gateway;
        var (warm, most, paced) = (options.WarmUp, options.Hooks, options.Rate * options.Seconds);
        var requests = Enumerable.Range(0, warm + most + paced)
            .Select(number => HookRequest.Of(gateway.Address, number, $"LOAD-{number % Subjects}")).ToArray();
        using var posting = await Posting.ConnectAsync(gateway.Address, options.Connections);
        await posting.MostAsync(requests, 0, warm);

        var (processor, began) = (gateway.ProcessorTime, Stopwatch.GetTimestamp());
        var delays = await posting.MostAsync(requests, warm, most);
        var rate = most / Stopwatch.GetElapsedTime(began).TotalSeconds;
        var mostCost = (gateway.ProcessorTime - processor).TotalMicroseconds / most;

        processor = gateway.ProcessorTime;
        var pacedDelays = await posting.PacedAsync(requests, warm + most, paced, options.Rate);
        var pacedCost = (gateway.ProcessorTime - processor).TotalMicroseconds / paced;

        BareRows rows;
        using (var connection = store.Open())
            rows = BareRows.Read(connection, "event", 20_000);
        var bare = new BareLoop(store, (rows, 1));
        StoreTable.Print("hooks", "hook", store.Name, options, rate, delays, mostCost, pacedDelays, pacedCost, bare);
    }
}
