using Notifications.Rules.Deciding;

namespace Notifications.Rules.Holding;

/// <summary>What was held back of a rule's notification, and what it says of earlier ones. It never changes.</summary>
/// <param name="Sequence">The sequence of the event.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Withheld">From whom it was held back.</param>
/// <param name="Earlier">By recipient, how many were withheld before this one came through.</param>
internal sealed record Verdict(
    long Sequence, string Rule, IReadOnlyList<Withheld> Withheld, IReadOnlyDictionary<string, int> Earlier)
{
    private static readonly Dictionary<string, int> Nothing = new(StringComparer.Ordinal);

    /// <summary>Everybody is told.</summary>
    public static Verdict Pass { get; } = new(0, "", [], Nothing);

    /// <summary>Whether a recipient is told.</summary>
    public bool Tells(string user)
    {
        foreach (var withheld in Withheld)
        {
            if (withheld.User == user)
                return false;
        }

        return true;
    }
}
