using Notifications.Events;
using Notifications.Rules.Deciding;
using Notifications.Rules.Recording;

namespace Notifications.Rules.Backend;

/// <summary>A question to backend logic: what a rule that matched an event is to tell.</summary>
internal sealed record BackendCall
{
    /// <summary>Follows from event and rule: the same on each try, and for a decision that is made twice.</summary>
    public required string Id { get; init; }

    public required string Rule { get; init; }

    public required string RuleVersion { get; init; }

    /// <summary>Whom to ask, as <see cref="BackendTarget"/> writes it.</summary>
    public required string Target { get; init; }

    public required Event Event { get; init; }

    /// <summary>What the rule's <c>notify</c> says, for the answer that wants it; <see langword="null"/> where it tells nobody.</summary>
    public RecordedNotification? Proposal { get; init; }

    /// <summary>The question that follows from a decision with <see cref="Decision.Backend"/>.</summary>
    public static BackendCall Of(Event @event, Decision decision) => new()
    {
        Id = NotificationId.Of(@event, decision.Rule),
        Rule = decision.Rule,
        RuleVersion = decision.RuleVersion,
        Target = decision.Backend!.ToString()!,
        Event = @event,
        Proposal = decision.Proposal,
    };
}

/// <summary>How a call stands after a try.</summary>
/// <param name="State">How far it has come.</param>
/// <param name="Tries">The tries that were begun.</param>
/// <param name="NextTry">When it is tried again; <see langword="null"/> where it is not.</param>
/// <param name="LastError">Why the last try failed.</param>
internal sealed record BackendProgress(BackendCallState State, int Tries, DateTimeOffset? NextTry, string? LastError)
{
    public static BackendProgress Done(int tries) => new(BackendCallState.Done, tries, null, null);
}
