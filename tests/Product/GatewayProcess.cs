using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace Notifications.Tests.Product;

/// <summary>The product as a user starts it: the embedded gateway as a process of its own, on real files and sockets.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    public const string JiraSecret = "end-to-end-secret-of-jira";
    public const string WikiSecret = "end-to-end-secret-of-wiki";
    public const string EventsSecret = "end-to-end-secret-of-events";

    /// <summary>Of an API key with every role for the site <c>default</c>.</summary>
    public const string ApiSecret = "end-to-end-secret-of-api";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan OutputTimeout = TimeSpan.FromSeconds(15);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly Channel<string> _unread = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    private GatewayProcess(IReadOnlyDictionary<string, string>? settings, string? rules)
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("notifications-").FullName;
        System.IO.Directory.CreateDirectory(RulesDirectory);
        if (rules is not null)
            File.WriteAllText(Path.Combine(RulesDirectory, "rules.yaml"), rules);
        foreach (var file in rules is null ? System.IO.Directory.GetFiles(Path.Combine(Repository.Root, "rules"), "*.yaml") : [])
            File.Copy(file, Path.Combine(RulesDirectory, Path.GetFileName(file)));
        _settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "EndToEnd",
            ["Demo__Enabled"] = "true",
            ["Identities__LearnEmail"] = "true",
            ["Rules__Directory"] = RulesDirectory,
            ["Storage__Sqlite__File"] = Path.Combine(Directory, "notifications.db"),
            ["Tokens__SigningKeyFile"] = KeyFile,
            ["Sources__jira__Kind"] = "jira",
            ["Sources__jira__Secrets__0"] = JiraSecret,
            ["Sources__wiki__Kind"] = "confluence",
            ["Sources__wiki__Secrets__0"] = WikiSecret,
            ["Sources__events__Kind"] = "cloudevents",
            ["Sources__events__Secrets__0"] = EventsSecret,
            ["Sources__unsigned__Kind"] = "jira",
            ["ApiKeys__tests__Secrets__0"] = ApiSecret,
            ["ApiKeys__tests__Roles__0"] = "rule-author",
            ["ApiKeys__tests__Roles__1"] = "operator",
            ["ApiKeys__tests__Roles__2"] = "publisher",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            _settings[name] = value;
        Address = FreeAddress.Next();
        Http = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Where it listens; stays the same over restarts.</summary>
    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>The process's own files.</summary>
    public string Directory { get; }

    public string RulesDirectory => Path.Combine(Directory, "rules");

    public string KeyFile => Path.Combine(Directory, "token-key.pem");

    /// <summary>How it connects to PostgreSQL, where it does.</summary>
    public string? PostgresConnectionString => _settings.GetValueOrDefault("Storage__Postgres__ConnectionString");

    public string Output => string.Join(Environment.NewLine, _output);

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

    /// <summary>Starts one, with the rules of the demo unless others are given.</summary>
    public static async Task<GatewayProcess> StartNewAsync(IReadOnlyDictionary<string, string>? settings = null, string? rules = null)
    {
        var gateway = new GatewayProcess(settings, rules);
        try
        {
            await gateway.StartAsync();
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public Task StartAsync()
    {
        Launch();
        return WaitUntilReadyAsync();
    }

    /// <summary>Starts it without waiting for it.</summary>
    public void Launch()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Repository.GatewayAssembly, "--urls", Address.ToString(), "--contentRoot", Repository.GatewayContent },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _settings)
            start.Environment[name] = value;
        _process?.Dispose();
        _process = Process.Start(start)!;
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
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await WaitForExitAsync();
    }

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
            throw new InvalidOperationException($"The gateway did not say '{text}' within {OutputTimeout}:\n{Output}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
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
                throw new InvalidOperationException($"The gateway ended with {_process.ExitCode}:\n{Output}");
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
                throw new InvalidOperationException($"The gateway is not ready after {StartTimeout}:\n{Output}", e);
            }

            await pause.WaitForNextTickAsync(timeout.Token);
        }
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        _unread.Writer.TryWrite(line);
    }
}
