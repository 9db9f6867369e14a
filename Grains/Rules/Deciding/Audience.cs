namespace Notifications.Rules.Deciding;

/// <summary>The persons whom a rule chose for an event, each once with every reason, and those it left out.</summary>
/// <param name="Chosen">The recipients.</param>
/// <param name="LeftOut">Those who would be but caused the event themselves.</param>
/// <param name="Actor">Who caused the event; <see langword="null"/> where nobody is known.</param>
/// <param name="Problems">Whom it could not find, and why.</param>
internal sealed record Audience(
    IReadOnlyList<Recipient> Chosen, IReadOnlyList<Recipient> LeftOut, string? Actor, IReadOnlyList<DecisionProblem> Problems);
