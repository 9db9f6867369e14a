namespace Notifications.Rules.Recording;

/// <summary>The window of a digest that notifications end.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Key">The key.</param>
/// <param name="OpenedBy">The sequence of the event that opened the window.</param>
/// <param name="Part">Which digest of the window it is.</param>
/// <param name="UpTo">The sequence of the last event that is told of.</param>
internal sealed record EndedWindow(string Rule, string Key, long OpenedBy, int Part, long UpTo);
