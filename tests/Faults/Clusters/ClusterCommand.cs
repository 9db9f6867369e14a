using System.Globalization;

namespace Notifications.Tests.Faults.Clusters;

/// <summary>The command <c>cluster</c>.</summary>
internal static class ClusterCommand
{
    public const string Usage =
        "dotnet run -c Release --project tests/Faults -- cluster [--faults 1,2,…] [--silos 3] [--gateways 2] [--sessions 1000] [--rate 50] [--senders 2] [--seed 1] [--evidence FOLDER] [--from COMMIT]";

    public static async Task<int> RunAsync(string[] args)
    {
        var values = new Dictionary<string, string>
        {
            ["--faults"] = string.Join(',', Enumerable.Range(1, ClusterFault.All.Count)), ["--silos"] = "3", ["--gateways"] = "2", ["--sessions"] = "1000",
            ["--rate"] = "50", ["--senders"] = "2", ["--seed"] = "1", ["--evidence"] = "", ["--from"] = "",
        };
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!values.ContainsKey(args[i]) || i + 1 == args.Length)
                return Misused($"'{args[i]}' is not an option, or lacks its value.");
            values[args[i]] = args[i + 1];
        }

        var numbers = values["--faults"].Split(',').Select(text => Number(text) - 1).ToList();
        if (numbers.Any(number => number < 0 || number >= ClusterFault.All.Count))
            return Misused($"--faults are numbers: {string.Join(", ", ClusterFault.All.Select((fault, i) => $"{i + 1} {fault.Name}"))}.");
        string[] counts = ["--silos", "--gateways", "--sessions", "--rate", "--senders", "--seed"];
        if (counts.FirstOrDefault(name => Number(values[name]) is < 1 or > 20_000) is { } wrong)
            return Misused($"{wrong} is a number from 1 to 20000.");

        var from = values["--from"];
        if (from.Length > 0 && !await OlderBuild.HasAsync(from))
            return Misused($"--from is a commit of this checkout's history, which '{from}' is not.");

        using var older = from.Length > 0 ? await OlderBuild.MakeAsync(from) : null;
        var report = await ClusterRun.RunAsync(
            older is null ? [.. numbers.Select(number => ClusterFault.All[number])] : [ClusterFault.Upgrade],
            new ClusterRunOptions(
                Number(values["--silos"]), Number(values["--gateways"]), Number(values["--sessions"]), Number(values["--rate"]), Number(values["--senders"]),
                Number(values["--seed"]), values["--evidence"] is { Length: > 0 } folder ? folder : null) { From = older?.Build });
        Console.WriteLine(report.Text);
        return report.IsFine ? 0 : 1;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static int Misused(string problem)
    {
        Console.Error.WriteLine(problem);
        Console.Error.WriteLine($"Usage: {Usage}");
        return 2;
    }
}
