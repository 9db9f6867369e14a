namespace Notifications.Rules;

/// <summary>What is wrong with a draft of rules or an expression, and where; lines and columns count from 1.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.DraftError")]
public sealed record DraftError([property: Id(0)] int Line, [property: Id(1)] int Column, [property: Id(2)] string Message);
