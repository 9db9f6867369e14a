using System.Text.Json.Serialization;
using Notifications.Rules.Recording;

namespace Notifications.Rules.Holding;

/// <summary>What follows a notification that went out at once, for its recipients, until the window ends. It never changes.</summary>
internal sealed record DigestWindow
{
    public required string Rule { get; init; }

    /// <summary>The version of the rule that opened it.</summary>
    public required string RuleVersion { get; init; }

    public required string Key { get; init; }

    /// <summary>The sequence of the event that opened it.</summary>
    public required long OpenedBy { get; init; }

    public required DateTimeOffset Opened { get; init; }

    public required DateTimeOffset Ends { get; init; }

    /// <summary>Counts the digests that it has had: another where something was added while one was being recorded.</summary>
    public int Part { get; init; }

    /// <summary>Whether the rule that opened it shows flags.</summary>
    public required bool Show { get; init; }

    /// <summary>Whether the rule that opened it keeps notifications.</summary>
    public required bool Keep { get; init; }

    /// <summary>Whether it keeps them only for those who are away.</summary>
    public bool KeepWhenAway { get; init; }

    /// <summary>Whether the recipients' preferences are passed over.</summary>
    public bool Critical { get; init; }

    /// <summary>Whether flags of the rule that opened it go by themselves.</summary>
    public required bool AutoDismiss { get; init; }

    /// <summary>Whose window it is; an empty name stands for the viewers who are not named.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>Everybody whom a notification of the window named: what is for the viewers is not for them.</summary>
    public required IReadOnlyList<string> Named { get; init; }

    /// <summary>What is held, oldest first.</summary>
    public IReadOnlyList<HeldNotification> Held { get; init; } = [];

    /// <summary>By recipient, how many more there are than are listed.</summary>
    public IReadOnlyDictionary<string, int> More { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Whether this is a recipient's open window of a rule and key.</summary>
    public bool IsOpenFor(string rule, string key, string user, DateTimeOffset at) =>
        Ends > at && Rule == rule && Key == key && Recipients.Contains(user, StringComparer.Ordinal);

    /// <summary>The same window with one more.</summary>
    public DigestWindow With(HeldNotification notification, IReadOnlyList<string> named)
    {
        var known = this with { Named = [.. Named.Union(named, StringComparer.Ordinal)] };
        if (Held.Count < HoldingLimits.Listed)
            return known with { Held = [.. Held, notification] };
        var more = new Dictionary<string, int>(More, StringComparer.Ordinal);
        foreach (var (user, _) in notification.To)
            more[user] = more.GetValueOrDefault(user) + 1;
        return known with { More = more };
    }

    /// <summary>What remains after a digest; <see langword="null"/> where nothing does.</summary>
    public DigestWindow? Without(EndedWindow ended)
    {
        var rest = Held.Where(held => held.Sequence > ended.UpTo).ToArray();
        return rest.Length == 0 ? null : this with { Part = Part + 1, Held = rest, More = new Dictionary<string, int>() };
    }

    [JsonIgnore]
    public int Weight => Held.Sum(held => held.Weight);
}
