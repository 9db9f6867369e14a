using System.Globalization;
using Notifications.Tests.Faults;
using Notifications.Tests.Faults.Clusters;
using Notifications.Tests.Faults.Running;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

if (args is not ["kill" or "cluster", ..])
{
    return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
        ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
        : await ConsoleRunner.Run(args);
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args[0] == "cluster")
    return await ClusterCommand.RunAsync(args[1..]);

if (!KillOptions.TryRead(args[1..], out var options, out var problem))
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Faults -- kill --store sqlite|postgres [--kills 100] [--seed 1] [--senders 4] [--evidence FOLDER]");
    return 2;
}

var report = await KillRun.RunAsync(options.Store, options.Kills, options.Seed, options.Senders, options.Evidence);
Console.WriteLine(report.Text);
return report.Violations.Count == 0 ? 0 : 1;
