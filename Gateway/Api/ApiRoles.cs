namespace Notifications.Api;

/// <summary>What an API key may do. Each role is an authorization policy of the same name.</summary>
internal static class ApiRoles
{
    /// <summary>Writes rules, and tries them.</summary>
    public const string RuleAuthor = "rule-author";

    /// <summary>Looks into the running product and steers it.</summary>
    public const string Operator = "operator";

    /// <summary>Posts notifications.</summary>
    public const string Publisher = "publisher";

    /// <summary>Every role there is.</summary>
    public static readonly IReadOnlyList<string> All = [RuleAuthor, Operator, Publisher];
}
