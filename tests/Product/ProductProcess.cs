using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace Notifications.Tests.Product;

/// <summary>A process of the product, on real sockets.</summary>
public abstract class ProductProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan OutputTimeout = TimeSpan.FromSeconds(15);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly Channel<string> _unread = Channel.CreateUnbounded<string>();
    private Process? _process;

    /// <param name="address">Where it is to listen; anywhere where that is left out.</param>
    protected ProductProcess(Uri? address = null)
    {
        Address = address ?? FreeAddress.Next();
        Http = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Where it listens; stays the same over restarts.</summary>
    public Uri Address { get; }

    public HttpClient Http { get; }

    public string Output => string.Join(Environment.NewLine, _output);

    /// <summary>When it was started last, as a time stamp of <see cref="Stopwatch"/>.</summary>
    public long Launched { get; private set; }

    public bool IsRunning => _process is { HasExited: false };

    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long ResidentBytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The settings of the next start, as environment variables.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>What the next start runs.</summary>
    public ProductBuild Build { get; set; } = ProductBuild.Current;

    /// <summary>The processors that the next start may use, as <c>taskset</c> has them: <c>0</c>; all of them where this is left out.</summary>
    public string? Processors { get; set; }

    /// <summary>The number of its group, by which the packets that it sends are told from those of others; 0 for that of the tests.</summary>
    public int Group { get; init; }

    /// <summary>The port on which other members of its cluster reach it.</summary>
    public int MemberPort => int.Parse(Settings["Cluster__Port"], CultureInfo.InvariantCulture);

    /// <summary>What is run, with its arguments.</summary>
    protected abstract IReadOnlyList<string> Command { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    public Task StartAsync()
    {
        Launch();
        return WaitUntilReadyAsync();
    }

    /// <summary>Starts it without waiting for it.</summary>
    public void Launch()
    {
        string[] command = ["dotnet", .. Command, "--urls", Address.ToString()];
        if (Processors is not null)
            command = ["taskset", "--cpu-list", Processors, .. command];
        if (Group != 0)
            command = ["setpriv", $"--regid={Group.ToString(CultureInfo.InvariantCulture)}", "--clear-groups", .. command];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings)
            start.Environment[name] = value;
        _process?.Dispose();
        _process = Process.Start(start)!;
        Launched = Stopwatch.GetTimestamp();
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Ends it without warning, as a crash would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as a service manager does, and answers with how it did.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await WaitForExitAsync();
    }

    /// <summary>Freezes it, or lets it go on: <c>STOP</c> and <c>CONT</c>; or asks it to end, <c>TERM</c>, without waiting for that.</summary>
    public Task SignalAsync(string signal) => Tool.OutputOfAsync("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Waits for it to end by itself.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process!.WaitForExitAsync().WaitAsync(StartTimeout);
        return _process.ExitCode;
    }

    /// <summary>Waits for a line with that text, among the lines that no earlier call has gone past, and answers it.</summary>
    public async Task<string> WaitForOutputAsync(string text)
    {
        using var timeout = new CancellationTokenSource(OutputTimeout);
        try
        {
            while (true)
            {
                var line = await _unread.Reader.ReadAsync(timeout.Token);
                if (line.Contains(text, StringComparison.Ordinal))
                    return line;
            }
        }
        catch (OperationCanceledException e)
        {
            throw new InvalidOperationException($"The process did not say '{text}' within {OutputTimeout}:\n{Output}", e);
        }
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task WaitUntilReadyAsync()
    {
        using var timeout = new CancellationTokenSource(StartTimeout);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if (_process!.HasExited)
            {
                // Ends with the last line of its output.
                await _process.WaitForExitAsync(timeout.Token);
                throw new InvalidOperationException($"The process ended with {_process.ExitCode}:\n{Output}");
            }

            try
            {
                using var answer = await Http.GetAsync("/health/ready", timeout.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            catch (OperationCanceledException e)
            {
                throw new InvalidOperationException($"The process is not ready after {StartTimeout}:\n{Output}", e);
            }

            await pause.WaitForNextTickAsync(timeout.Token);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        if (IsRunning)
            await KillAsync();
        _process?.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        _unread.Writer.TryWrite(line);
    }
}
