using Orleans.Concurrency;

namespace Notifications.Rules.Trials;

/// <summary>
/// One trial of draft rules on past events. It tells nobody and writes nothing; it and its result are lost with its silo.
/// Its key is made by <see cref="TrialKey"/>.
/// </summary>
[Alias("notifications.IRuleTrialGrain")]
public interface IRuleTrialGrain : IGrainWithStringKey
{
    /// <summary>Starts the trial, and answers without waiting for its end. Of several calls the first one counts.</summary>
    [Alias("Start")]
    Task<TrialState> Start(TrialOrder order);

    /// <summary>How the trial stands, now or when it ends within <paramref name="patience"/>; <see langword="null"/> where there is none.</summary>
    /// <param name="patience">How long to wait; at most <see cref="TrialLimits.Patience"/>.</param>
    [Alias("Read"), AlwaysInterleave]
    Task<TrialState?> Read(TimeSpan patience);

    /// <summary>Stops the trial, and answers how it stands then, with what it found; <see langword="null"/> where there is none.</summary>
    [Alias("Stop"), AlwaysInterleave]
    Task<TrialState?> Stop();
}

/// <summary>The key of a trial: <c>site|id</c>, so that no site can name another's.</summary>
public static class TrialKey
{
    /// <summary>The grain key of a trial of a site.</summary>
    public static string Of(string site, string id) => $"{site}|{id}";

    /// <summary>Takes a grain key apart.</summary>
    /// <exception cref="FormatException">The key was not made by <see cref="Of"/>.</exception>
    public static (string Site, string Id) Read(string key)
    {
        var bar = key.IndexOf('|', StringComparison.Ordinal);
        return bar > 0 && bar < key.Length - 1
            ? (key[..bar], key[(bar + 1)..])
            : throw new FormatException($"'{key}' is not the key of a trial.");
    }
}

/// <summary>What a trial may take.</summary>
public static class TrialLimits
{
    /// <summary>Trials that run at once on a silo.</summary>
    public const int AtOnce = 2;

    /// <summary>Trials of one site that wait on a silo.</summary>
    public const int Waiting = 10;

    /// <summary>Subjects or types that a trial may be limited to.</summary>
    public const int Choices = 100;

    /// <summary>Subjects that a trial takes; it leaves out those that appear later in its range.</summary>
    public const int Subjects = 200_000;

    /// <summary>Persons that a trial counts, each once for each rule and side.</summary>
    public const int People = 500_000;

    /// <summary>Examples of new notifications, and of those no longer made.</summary>
    public const int Examples = 100;

    /// <summary>How long a result is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    /// <summary>How long a reader may wait for the end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How long a trial rests after each 2 ms of work, so that web hooks beside it don't wait for it.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(4);

    /// <summary>How far a trial goes back where nothing is said.</summary>
    public static readonly TimeSpan Range = TimeSpan.FromDays(7);
}
