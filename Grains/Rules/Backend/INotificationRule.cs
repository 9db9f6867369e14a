using System.Text.Json;
using Notifications.Events;

namespace Notifications.Rules.Backend;

/// <summary>
/// A rule's logic in C#. A rule file names it by <c>function: key</c>; it is asked after the rule's filter, outside any
/// grain, and may take its time within <c>Rules:Calls:FunctionTimeout</c>. Register it by <c>AddNotificationsRule</c>.
/// </summary>
/// <remarks>One instance answers many events at once. What it throws is a failed try, which is made again.</remarks>
public interface INotificationRule
{
    /// <summary>What a rule file calls it; letters, digits, <c>-</c> and <c>_</c>.</summary>
    string Key { get; }

    /// <summary>Says what is told of an event. It may be asked again of the same event.</summary>
    /// <exception cref="RetryLaterException">It can't say now.</exception>
    ValueTask<BackendAnswer> DecideAsync(RuleEvent @event, CancellationToken cancellationToken);
}

/// <summary>What backend logic is asked about.</summary>
/// <param name="Event">The event.</param>
/// <param name="Data">The event's JSON, as expressions read it by the name <c>event</c>.</param>
/// <param name="Rule">Key of the rule that asks.</param>
/// <param name="RuleVersion">Version of that rule.</param>
/// <param name="Attempt">Which try this is, from 1.</param>
public sealed record RuleEvent(Event Event, JsonElement Data, string Rule, string RuleVersion, int Attempt);

/// <summary>Backend logic can't answer now and wants to be asked again.</summary>
/// <param name="after">When to ask again; more than 900 s ends the call.</param>
/// <param name="message">Why.</param>
public sealed class RetryLaterException(TimeSpan after, string message = "It asks to be asked again later.") : Exception(message)
{
    /// <summary>When to ask again.</summary>
    public TimeSpan After => after;
}
