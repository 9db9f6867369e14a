using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Notifications.Tests.Faults.Running;

/// <summary>What a run of kills is asked to do.</summary>
internal sealed record KillOptions(string Store, int Kills, int Seed, int Senders, string? Evidence)
{
    public static bool TryRead(string[] args, [NotNullWhen(true)] out KillOptions? options, [NotNullWhen(false)] out string? problem)
    {
        var values = new Dictionary<string, string> { ["--store"] = "sqlite", ["--kills"] = "100", ["--seed"] = "1", ["--senders"] = "4", ["--evidence"] = "" };
        (options, problem) = (null, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!values.ContainsKey(args[i]) || i + 1 == args.Length)
                problem = $"'{args[i]}' is not an option, or lacks its value.";
            else
                values[args[i]] = args[i + 1];
            if (problem is not null)
                return false;
        }

        if (values["--store"] is not ("sqlite" or "postgres"))
            problem = "--store is sqlite or postgres.";
        else if (!TryNumber(values["--kills"], out var kills) || !TryNumber(values["--seed"], out var seed) || !TryNumber(values["--senders"], out var senders))
            problem = "--kills, --seed and --senders need numbers from 1 to 100000.";
        else
            options = new KillOptions(values["--store"], kills, seed, senders, values["--evidence"] is { Length: > 0 } folder ? folder : null);
        return options is not null;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= 100_000;
}
