using System.Text.RegularExpressions;

namespace Notifications.Users.Groups;

/// <summary>The groups that rules may notify. Bound from the configuration section <c>Groups</c>; a change applies at once.</summary>
public sealed partial class GroupOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Groups";

    /// <summary>The most groups of a site.</summary>
    public const int MaxGroups = 1_000;

    /// <summary>The most members of a group.</summary>
    public const int MaxMembers = 500;

    /// <summary>What holds for groups.</summary>
    internal static readonly string Bounds =
        $"Groups:Sites: a group's name is made of letters, digits, - and _; it has at most {MaxMembers} members, and a site {MaxGroups} groups.";

    /// <summary>By site and name of the group: its members, each by any name that the person has.</summary>
    public IDictionary<string, IDictionary<string, IReadOnlyList<string>>> Sites { get; } =
        new Dictionary<string, IDictionary<string, IReadOnlyList<string>>>(StringComparer.Ordinal);

    /// <summary>Whether they are within their bounds.</summary>
    internal bool IsValid => Sites.Values.All(groups =>
        groups.Count <= MaxGroups && groups.All(group => IsName(group.Key) && group.Value.Count <= MaxMembers));

    /// <summary>Whether a text can be a group's name.</summary>
    internal static bool IsName(string text) => text.Length <= 64 && Name.IsMatch(text);

    [GeneratedRegex(@"^[a-zA-Z0-9_-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Name { get; }
}
