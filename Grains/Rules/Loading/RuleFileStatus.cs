namespace Notifications.Rules.Loading;

/// <summary>How a file of rules stands.</summary>
/// <param name="File">Its name.</param>
/// <param name="Rules">How many of its rules are in force.</param>
/// <param name="Errors">Why its present text is not in force; empty where it is.</param>
/// <param name="LoadedAt">When the text that is in force was loaded; <see langword="null"/> where none ever was.</param>
internal sealed record RuleFileStatus(string File, int Rules, IReadOnlyList<RuleFileError> Errors, DateTimeOffset? LoadedAt);
