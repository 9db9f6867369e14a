using System.ComponentModel.DataAnnotations;

namespace Notifications.Rules.Backend;

/// <summary>Backend logic of rules; configuration section <c>Rules</c>.</summary>
public sealed class BackendOptions
{
    /// <summary>The services that rules may name by <c>endpoint</c>. Rules can make the server call nothing else.</summary>
    public Dictionary<string, EndpointOptions> Endpoints { get; } = new(StringComparer.Ordinal);

    /// <summary>How calls are made.</summary>
    public BackendCallOptions Calls { get; } = new();
}

/// <summary>A service that answers what is told of an event.</summary>
public sealed class EndpointOptions
{
    /// <summary>Where it is: <c>https</c>, or <c>http</c> on this machine.</summary>
    public Uri? Url { get; set; }

    /// <summary>Signs what is sent to it: <c>whsec_</c> and the base64 of 24 to 64 bytes.</summary>
    public string Secret { get; set; } = "";

    /// <summary>How long one try may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most calls that it has to answer at once, for each silo.</summary>
    public int Parallelism { get; set; } = 8;

    /// <summary>The sites whose rules may name it; where none is configured, the site <c>default</c>.</summary>
    public IList<string> Sites { get; } = [];

    /// <summary>Whether <c>http</c> to another machine is allowed.</summary>
    public bool AllowHttp { get; set; }
}

/// <summary>How calls to backend logic are made; configuration section <c>Rules:Calls</c>.</summary>
public sealed class BackendCallOptions
{
    /// <summary>How long after a first failed try the second is made; each later pause is five times as long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:15:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a rule in C# may take for one try.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan FunctionTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most events that one rule in C# answers at once, in each silo.</summary>
    [Range(1, 1_000)]
    public int FunctionParallelism { get; set; } = 8;

    /// <summary>The most calls that wait to be written; what comes beyond is dropped and logged.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaiting { get; set; } = 10_000;

    /// <summary>The most calls that are pending; what comes beyond is dropped and logged.</summary>
    [Range(1, 10_000_000)]
    public int MaxPending { get; set; } = 100_000;

    /// <summary>The most failed calls that are remembered.</summary>
    [Range(1, 1_000_000)]
    public int MaxFailed { get; set; } = 10_000;

    /// <summary>How long a failed call is remembered.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan FailedFor { get; set; } = TimeSpan.FromDays(30);
}
