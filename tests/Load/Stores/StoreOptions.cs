using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Notifications.Tests.Load.Stores;

/// <summary>How much load on which database.</summary>
/// <param name="Connections">How many send at once where nothing paces them; so many items are in a transaction of the bare loop.</param>
/// <param name="Rate">Hooks a second where they are paced.</param>
/// <param name="Hooks">Hooks of the part that nothing paces.</param>
/// <param name="WarmUp">Hooks before it: a process that has just started compiles for some ten seconds.</param>
internal sealed record StoreOptions(string Store, int Connections, int Rate, int Seconds, int Hooks, int WarmUp)
{
    public const string Usage = "hooks|kept|inbox|overload --store sqlite|postgres|cluster [--connections 64] [--rate 500] [--seconds 15] [--hooks 20000] [--warm-up 40000]";

    public static bool TryRead(string[] args, [NotNullWhen(true)] out StoreOptions? options)
    {
        var values = new Dictionary<string, string> { ["--store"] = "sqlite", ["--connections"] = "64", ["--rate"] = "500", ["--seconds"] = "15", ["--hooks"] = "20000", ["--warm-up"] = "40000" };
        options = null;
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!values.ContainsKey(args[i]) || i + 1 == args.Length)
                return false;
            values[args[i]] = args[i + 1];
        }

        var numbers = values.Where(value => value.Key != "--store").Select(value => int.TryParse(value.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
        if (values["--store"] is not ("sqlite" or "postgres" or "cluster") || numbers.Any(number => number is < 1 or > 1_000_000))
            return false;
        options = new StoreOptions(values["--store"], numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        return true;
    }
}
