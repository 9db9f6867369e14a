using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Notifications.Tests.Load;

/// <summary>How much load, for how long.</summary>
internal sealed record LoadPlan(int Sessions, int GroupSize, int Rate, TimeSpan Duration, TimeSpan WarmUp)
{
    public int Groups => Sessions / GroupSize;

    public static bool TryRead(string[] args, [NotNullWhen(true)] out LoadPlan? plan, [NotNullWhen(false)] out string? problem)
    {
        var values = new Dictionary<string, int> { ["--sessions"] = 1000, ["--group"] = 10, ["--rate"] = 100, ["--seconds"] = 20, ["--warm-up"] = 5 };
        (plan, problem) = (null, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!values.ContainsKey(args[i]))
                problem = $"'{args[i]}' is not an option.";
            else if (i + 1 == args.Length || !int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var value) || value is < 1 or > 100_000)
                problem = $"{args[i]} needs a number from 1 to 100000.";
            else
                values[args[i]] = value;
            if (problem is not null)
                return false;
        }

        if (values["--sessions"] % values["--group"] != 0)
        {
            problem = "--sessions must be a multiple of --group.";
            return false;
        }

        plan = new LoadPlan(
            values["--sessions"], values["--group"], values["--rate"],
            TimeSpan.FromSeconds(values["--seconds"]), TimeSpan.FromSeconds(values["--warm-up"]));
        return true;
    }
}
