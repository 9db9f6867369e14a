using Notifications.Rules.Trials;

namespace Notifications.Rules;

/// <summary>What to try, on which past events.</summary>
internal sealed record TrialRequest
{
    /// <summary>The draft: a file of rules, as YAML.</summary>
    public required string Rules { get; init; }

    /// <summary>The first moment: a time such as <c>2026-11-23T08:00:00Z</c>, or how long ago, such as <c>7d</c>; 7 days before <c>to</c> where it is left out.</summary>
    public string? From { get; init; }

    /// <summary>The moment after the last one, written likewise; now where it is left out.</summary>
    public string? To { get; init; }

    /// <summary>Only events of these subjects; <c>jira:issue:ABC-*</c> stands for all that begin so.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>Only events of these types are counted.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Whether the draft replaces all rules of the site; if not, those in force that it does not name stay.</summary>
    public bool Only { get; init; }

    /// <summary>Reads what stands beside a body of YAML.</summary>
    public static TrialRequest Of(string rules, IQueryCollection query) => new()
    {
        Rules = rules,
        From = query["from"],
        To = query["to"],
        Subjects = [.. query["subjects"].OfType<string>()],
        Types = [.. query["types"].OfType<string>()],
        Only = string.Equals(query["only"], "true", StringComparison.OrdinalIgnoreCase),
    };

    public TrialOrder ToOrder() => new()
    {
        Rules = Rules,
        From = From,
        To = To,
        Subjects = Subjects,
        Types = Types,
        Only = Only,
    };
}
