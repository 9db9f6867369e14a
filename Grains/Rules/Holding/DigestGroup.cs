using Notifications.Rules.Deciding;

namespace Notifications.Rules.Holding;

/// <summary>Those recipients of a window who are told of the same notifications.</summary>
/// <param name="Held">What they are told of, oldest first.</param>
/// <param name="More">How many more there are.</param>
internal sealed record DigestGroup(IReadOnlyList<HeldNotification> Held, int More)
{
    // Beyond it, viewers read of their own doings too.
    private const int MostActors = 20;

    private readonly List<Recipient> _named = [];
    private readonly List<string> _viewing = [];

    /// <summary>Whether it is for the viewers who are not in <see cref="ExceptUsers"/>.</summary>
    public bool EveryViewer { get; private set; }

    /// <summary>Viewers who are told in another group, or not at all.</summary>
    public IReadOnlyList<string> ExceptUsers { get; private set; } = [];

    /// <summary>The users by name, with every reason that one of the notifications had.</summary>
    public IReadOnlyList<Recipient> Named => _named;

    /// <summary>Users who are told only if they view the subject.</summary>
    public IReadOnlyList<string> Viewing => _viewing;

    /// <summary>What tells this group from the others of its window.</summary>
    public string Name => $"{string.Join(',', Held.Select(held => held.Sequence))}+{More}";

    /// <summary>The groups of a window.</summary>
    public static IReadOnlyList<DigestGroup> Of(DigestWindow window)
    {
        var groups = new Dictionary<string, DigestGroup>(StringComparer.Ordinal);
        foreach (var user in window.Recipients.Where(user => user != Withheld.Viewers))
        {
            if (Add(groups, window, user) is { } group)
                group._named.Add(new Recipient(user, [.. group.Held.SelectMany(held => ReasonsOf(held, user)).Distinct(StringComparer.Ordinal)]));
        }

        if (!window.Recipients.Contains(Withheld.Viewers, StringComparer.Ordinal))
            return [.. groups.Values];
        var actors = window.Held.Where(held => IsFor(held, Withheld.Viewers)).Select(held => held.ExceptUser).OfType<string>()
            .Distinct(StringComparer.Ordinal).Except(window.Named, StringComparer.Ordinal).Take(MostActors).ToArray();
        foreach (var actor in actors)
            Add(groups, window, Withheld.Viewers, without: actor)?._viewing.Add(actor);
        if (Add(groups, window, Withheld.Viewers) is { } viewers)
        {
            viewers.EveryViewer = true;
            viewers.ExceptUsers = [.. window.Named, .. actors.Except(viewers.Viewing, StringComparer.Ordinal)];
        }

        return [.. groups.Values];
    }

    private static DigestGroup? Add(Dictionary<string, DigestGroup> groups, DigestWindow window, string user, string? without = null)
    {
        var held = window.Held.Where(one => IsFor(one, user) && (without is null || one.ExceptUser != without)).ToArray();
        if (held.Length == 0)
            return null;
        var group = new DigestGroup(held, window.More.GetValueOrDefault(user));
        return groups.TryAdd(group.Name, group) ? group : groups[group.Name];
    }

    private static bool IsFor(HeldNotification held, string user) => held.To.Any(recipient => recipient.User == user);

    private static IReadOnlyList<string> ReasonsOf(HeldNotification held, string user) =>
        held.To.FirstOrDefault(recipient => recipient.User == user)?.Reasons ?? [];
}
