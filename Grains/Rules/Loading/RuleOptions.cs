namespace Notifications.Rules.Loading;

/// <summary>Where the rules are; configuration section <c>Rules</c>.</summary>
public sealed class RuleOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Rules";

    /// <summary>The folder of <c>*.yaml</c> and <c>*.yml</c> files; relative to the content root.</summary>
    public string Directory { get; set; } = "rules";
}
