namespace Notifications.Tests.Load.Stores;

/// <summary>Prints what was measured beside what the database alone can do, as docs/measurements.md has it.</summary>
internal static class StoreTable
{
    private static readonly int[] OtherSizes = [16, 256];

    /// <param name="delays">Of the closed loop, in ms.</param>
    /// <param name="cost">Of the closed loop, in µs of the server for one of them.</param>
    public static void Print(
        string what, string one, string store, StoreOptions options, double rate, double[] delays, double cost,
        double[] pacedDelays, double pacedCost, BareLoop bare, int perItem = 1)
    {
        var limit = bare.Most(options.Connections) * perItem;
        Console.WriteLine();
        Console.WriteLine($"| {store} | {what} a second | p50 / p99 ms | server CPU per {one} µs |");
        Console.WriteLine("| --- | --- | --- | --- |");
        Console.WriteLine($"| Notifications, {options.Connections} senders, each waiting for its own | {rate:0} ({rate / limit:P0} of the limit) | {Delays.Text(delays)} | {cost:0} |");
        Console.WriteLine($"| Notifications, paced | {options.Rate * perItem} | {Delays.Text(pacedDelays)} | {pacedCost:0} |");
        Console.WriteLine($"| bare loop, {options.Connections} in a transaction: the limit | {limit:0} | | |");
        foreach (var size in OtherSizes.Where(size => size != options.Connections))
            Console.WriteLine($"| bare loop, {size} in a transaction | {bare.Most(size) * perItem:0} | | |");
        Console.WriteLine($"| bare loop, paced | {options.Rate * perItem} | {Delays.Text(bare.Paced(options.Rate, TimeSpan.FromSeconds(options.Seconds)))} | |");
    }
}
