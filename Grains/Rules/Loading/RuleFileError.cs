namespace Notifications.Rules.Loading;

/// <summary>What is wrong with a file of rules, and where; lines and columns count from 1.</summary>
internal sealed record RuleFileError(string File, int Line, int Column, string Message)
{
    public override string ToString() => $"{File}:{Line}:{Column} {Message}";
}
