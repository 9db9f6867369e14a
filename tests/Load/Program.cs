using System.Globalization;
using Notifications.Tests.Load;
using Notifications.Tests.Load.Stores;

if (args is ["baseline", var address])
    return await BaselineServer.RunAsync(address);
if (args is ["past"])
    return await PastLoad.RunAsync();
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["audience"])
{
    await AudienceLoad.RunAsync();
    return 0;
}

if (args is ["hooks" or "kept" or "inbox" or "overload", ..])
{
    if (!StoreOptions.TryRead(args[1..], out var options))
    {
        Console.Error.WriteLine($"Usage: dotnet run -c Release --project tests/Load -- {StoreOptions.Usage}");
        return 2;
    }

    await (args[0] switch
    {
        "hooks" => HookLoad.RunAsync(options),
        "kept" => KeptLoad.RunAsync(options),
        "overload" => OverloadLoad.RunAsync(options),
        _ => InboxLoad.RunAsync(options),
    });
    return 0;
}

var isCluster = args is ["cluster", ..];
if (!LoadPlan.TryRead(isCluster ? args[1..] : args, out var plan, out var problem))
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Load -- [cluster] [--sessions 1000] [--group 10] [--rate 100] [--seconds 20] [--warm-up 5]");
    return 2;
}

Console.WriteLine($"{plan.Sessions} sessions in groups of {plan.GroupSize}; {plan.Rate} events/s for {plan.Duration.TotalSeconds:0} s after {plan.WarmUp.TotalSeconds:0} s of warm-up; {Environment.ProcessorCount} cores, shared by load and server.");

var results = new List<LoadResult>();
foreach (var start in isCluster ? TargetsOfCluster() : [async () => await ProductTarget.StartAsync(), async () => await BaselineTarget.StartAsync()])
{
    await using var target = await start();
    results.Add(await LoadRun.RunAsync(target, plan));
}

LoadResult.Print(results);
return results.TrueForAll(result => result.Delivered == result.Expected) ? 0 : 1;

static Func<Task<ILoadTarget>>[] TargetsOfCluster() =>
[
    async () => await ProductTarget.StartOnPostgresAsync(),
    async () => await ProductTarget.StartClusterAsync(silos: 1, gateways: 1),
    async () => await ProductTarget.StartClusterAsync(silos: 2, gateways: 2),
    async () => await BaselineTarget.StartAsync(),
];
