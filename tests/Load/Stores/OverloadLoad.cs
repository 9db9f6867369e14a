using System.Diagnostics;
using System.Threading.Channels;
using Notifications.Tests.Product;

namespace Notifications.Tests.Load.Stores;

/// <summary>
/// Twice as many hooks as the product can take: what it says to them, and what those notice who only look. It has one processor, and the
/// load another, so that there is somebody to send too much.
/// </summary>
internal static class OverloadLoad
{
    private const int Subjects = 500;

    // More than are read and wait at once, so that not the number of connections is what bounds.
    private const int Connections = 2_500;

    private const string Rules =
        """
        modules:
          trigger:
            - key: shown
              events: [avi:jira:updated:issue]
              notify: { to: [viewers], title: "${event.issue.key} is now ${event.issue.fields.status.name}" }
        """;

    private const string ProductsProcessor = "0";
    private const int OwnProcessor = 0b10;

    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(StoreOptions options)
    {
        await using var store = await StoreUnderLoad.StartAsync(options.Store, Rules, ProductsProcessor);
        using var self = Process.GetCurrentProcess();
        if (OperatingSystem.IsLinux())
            self.ProcessorAffinity = OwnProcessor;
        var gateway = store.Gateway;
        var requests = Enumerable.Range(0, options.WarmUp + options.Hooks)
            .Select(number => HookRequest.Of(gateway.Address, number, $"LOAD-{number % Subjects}")).ToArray();
        double capacity;
        using (var posting = await Posting.ConnectAsync(gateway.Address, options.Connections))
        {
            await posting.MostAsync(requests, 0, options.WarmUp);
            var began = Stopwatch.GetTimestamp();
            await posting.MostAsync(requests, options.WarmUp, options.Hooks);
            capacity = options.Hooks / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        var rate = (int)(2 * capacity);
        var tooMany = Enumerable.Range(options.WarmUp + options.Hooks, rate * options.Seconds)
            .Select(number => HookRequest.Of(gateway.Address, number, $"LOAD-{number % Subjects}")).ToArray();
        await using var onlooker = await CallingSession.ConnectAsync(gateway.Address);
        await onlooker.InvokeAsync("attach", new { token = new Tokens(gateway.KeyFile).For("onlooker", ["jira:issue:LOAD-1"], lifetime: TimeSpan.FromHours(1)), tab = "load" });
        var before = await LookAsync(onlooker, store, Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System));

        var sending = SendAsync(gateway.Address, tooMany, rate);
        var meanwhile = await LookAsync(onlooker, store, sending);
        var sent = await sending;
        var recovery = await RecoverAsync(gateway.Address, options.WarmUp + options.Hooks + tooMany.Length);

        Console.WriteLine($"{store.Name}: {capacity:0} hooks a second with {options.Connections} senders; then {rate} a second for {options.Seconds} s.");
        Console.WriteLine();
        Console.WriteLine("| answer | hooks | a second | p50 / p99 ms | without Retry-After |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var answers in sent.Answers.GroupBy(answer => answer.Status).OrderBy(answers => answers.Key))
        {
            var retry = answers.Key is 429 or 503 ? answers.Count(answer => !answer.SaysWhen).ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
            Console.WriteLine($"| {answers.Key} | {answers.Count()} | {answers.Count() / sent.Took.TotalSeconds:0} | {Delays.Text([.. answers.Select(answer => answer.Milliseconds)])} | {retry} |");
        }

        Console.WriteLine();
        Console.WriteLine("| | inbox read over the hub p50 / p99 / max ms | resident memory MB |");
        Console.WriteLine("| --- | --- | --- |");
        Console.WriteLine($"| before | {Delays.Text(before.Reads)} / {before.Reads.Max():0.0} | {before.Resident >> 20} |");
        Console.WriteLine($"| meanwhile | {Delays.Text(meanwhile.Reads)} / {meanwhile.Reads.Max():0.0} | {meanwhile.Resident >> 20} at most |");
        Console.WriteLine();
        Console.WriteLine($"Hooks were answered within 50 ms again {recovery.TotalSeconds:0.0} s after the last was answered.");
    }

    private static async Task<(IReadOnlyList<Answer> Answers, TimeSpan Took)> SendAsync(Uri address, byte[][] requests, int rate)
    {
        var idle = Channel.CreateUnbounded<RawConnection>();
        var all = new List<RawConnection>();
        for (var i = 0; i < Connections; i++)
        {
            all.Add(await RawConnection.ConnectAsync(address));
            idle.Writer.TryWrite(all[^1]);
        }

        var answers = new Answer[requests.Length];
        var sending = new Task[requests.Length];
        var start = Stopwatch.GetTimestamp();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var sent = 0; sent < requests.Length;)
        {
            for (var until = Math.Min(requests.Length, (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * rate) + 1); sent < until; sent++)
                sending[sent] = SendOneAsync(sent);
            await ticks.WaitForNextTickAsync();
        }

        await Task.WhenAll(sending);
        var took = Stopwatch.GetElapsedTime(start);
        all.ForEach(connection => connection.Dispose());
        return (answers, took);

        async Task SendOneAsync(int number)
        {
            var connection = await idle.Reader.ReadAsync();
            var began = Stopwatch.GetTimestamp();
            var status = await connection.SendAsync(requests[number]);
            answers[number] = new Answer(status, Delays.MillisecondsSince(began), connection.SaysWhenToRetry);
            idle.Writer.TryWrite(connection);
        }
    }

    private static async Task<(double[] Reads, long Resident)> LookAsync(CallingSession onlooker, StoreUnderLoad store, Task until)
    {
        var reads = new List<double>();
        var resident = 0L;
        using var looks = new PeriodicTimer(LookPeriod);
        do
        {
            var began = Stopwatch.GetTimestamp();
            await onlooker.InvokeAsync("inbox", new { view = "all" });
            reads.Add(Delays.MillisecondsSince(began));
            resident = Math.Max(resident, store.ResidentBytes);
        }
        while (!until.IsCompleted && await looks.WaitForNextTickAsync());
        return ([.. reads], resident);
    }

    private static async Task<TimeSpan> RecoverAsync(Uri address, int number)
    {
        const int InARow = 20;
        var began = Stopwatch.GetTimestamp();
        using var connection = await RawConnection.ConnectAsync(address);
        var since = began;
        for (var good = 0; good < InARow; number++)
        {
            var sent = Stopwatch.GetTimestamp();
            var isGood = await connection.SendAsync(HookRequest.Of(address, number, $"LOAD-{number % Subjects}")) == 202 && Delays.MillisecondsSince(sent) < 50;
            (good, since) = isGood ? (good + 1, since) : (0, Stopwatch.GetTimestamp());
        }

        return Stopwatch.GetElapsedTime(began, since);
    }

    private readonly record struct Answer(int Status, double Milliseconds, bool SaysWhen);
}
