namespace Notifications.Rules;

/// <summary>Where a rule comes from: a file of the folder, or a version that was written by API.</summary>
/// <param name="File">The file's name; <see langword="null"/> where it was written by API.</param>
/// <param name="Stored">The version; <see langword="null"/> where a file states it.</param>
internal sealed record RuleOrigin(string? File, RuleVersion? Stored)
{
    /// <summary>How messages call a rule of this origin.</summary>
    public string Describe(Rule rule) => Stored is null
        ? $"the rule in line {rule.Line} of {File}"
        : $"version {Stored.Version}, which '{Stored.Author}' wrote by API";
}

/// <summary>The rules as they are merged: each key of a site has one owner, the first that claims it.</summary>
internal sealed class RuleMerge
{
    private readonly Dictionary<(string Site, string Key), RuleOfOrigin> _rules = [];

    /// <summary>The rules so far, in the order in which they were added.</summary>
    public IReadOnlyList<RuleOfOrigin> Rules => [.. _rules.Values];

    /// <summary>Adds a rule, unless its key is taken.</summary>
    public bool TryAdd(Rule rule, RuleOrigin origin) => _rules.TryAdd((rule.Site, rule.Key), new RuleOfOrigin(rule, origin));

    /// <summary>Who has a rule's key.</summary>
    public RuleOfOrigin? OwnerOf(Rule rule) => _rules.GetValueOrDefault((rule.Site, rule.Key));
}

/// <summary>A rule, and where it comes from.</summary>
internal sealed record RuleOfOrigin(Rule Rule, RuleOrigin Origin)
{
    /// <summary>How messages call it.</summary>
    public string Description => Origin.Describe(Rule);
}
