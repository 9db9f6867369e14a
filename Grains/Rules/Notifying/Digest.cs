using Notifications.Rules.Templates;

namespace Notifications.Rules.Notifying;

/// <summary>The first notification goes out at once, and those that follow within the window go out as one at its end.</summary>
/// <param name="Window">How long notifications are held.</param>
/// <param name="Key">What is told together, for each recipient.</param>
/// <param name="Title">The title of the one; it may read <see cref="RuleVariables.OfDigest"/>.</param>
/// <param name="Description">Its description; it may read <see cref="RuleVariables.OfDigest"/>.</param>
internal sealed record Digest(TimeSpan Window, TextTemplate Key, LocalisedText Title, LocalisedText? Description);
