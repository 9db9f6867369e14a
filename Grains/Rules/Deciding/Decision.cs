using Notifications.Live;
using Notifications.Rules.Backend;
using Notifications.Rules.Recording;

namespace Notifications.Rules.Deciding;

/// <summary>What one version of one rule said of one event, and what follows. Deciding again gives the same.</summary>
internal sealed record Decision
{
    /// <summary>The event's id within its source.</summary>
    public required string EventId { get; init; }

    /// <summary>The rule's key.</summary>
    public required string Rule { get; init; }

    /// <summary>The rule's version.</summary>
    public required string RuleVersion { get; init; }

    public required DecisionOutcome Outcome { get; init; }

    /// <summary>The filter's value; <see langword="null"/> where it has none: no filter, not asked, or failed.</summary>
    public bool? FilterValue { get; init; }

    /// <summary>The short-cut of the filter that was not met, such as <c>changed</c>; <see langword="null"/> where all were, or none was asked.</summary>
    public string? Unmet { get; init; }

    /// <summary>Why the filter failed. With <c>onError: RECEIVE</c> the event matches all the same.</summary>
    public DecisionProblem? FilterError { get; init; }

    /// <summary>The steps that the filter took.</summary>
    public int Steps { get; init; }

    /// <summary>The notification; <see langword="null"/> where the rule did not match or tells nobody.</summary>
    public Flag? Notification { get; init; }

    /// <summary>For the live lane; <see langword="null"/> where no open view is to show it.</summary>
    public AddressedFlag? Live { get; init; }

    /// <summary>The project or space in which the event happened, each as a subject is written; none where nobody is told.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>For the kept lane: in whose inbox it belongs.</summary>
    public IReadOnlyList<Recipient> Kept { get; init; } = [];

    /// <summary>The key under which the notification takes the place of an earlier one; <see langword="null"/> where there is none.</summary>
    public string? DedupeKey { get; init; }

    /// <summary>How the rule wants the notification held back; <see langword="null"/> where it does not.</summary>
    public HoldBack? HoldBack { get; init; }

    /// <summary>Recipients from whom it was held back, and what did it: what is told now is the rest.</summary>
    public IReadOnlyList<Withheld> Withheld { get; init; } = [];

    /// <summary>The persons who were chosen by name or role, and why.</summary>
    public IReadOnlyList<Recipient> Chosen { get; init; } = [];

    /// <summary>The persons who would have been chosen but caused the event themselves.</summary>
    public IReadOnlyList<Recipient> LeftOut { get; init; } = [];

    /// <summary>Who is asked what to tell; <see langword="null"/> where the rule itself says it.</summary>
    public BackendTarget? Backend { get; init; }

    /// <summary>What the rule itself would tell, where <see cref="Backend"/> is asked first.</summary>
    public RecordedNotification? Proposal { get; init; }

    /// <summary>What went wrong on the way: recipients who could not be found, holes that stayed empty, buttons that were left out.</summary>
    public IReadOnlyList<DecisionProblem> Problems { get; init; } = [];
}

/// <summary>What a rule said of an event.</summary>
internal enum DecisionOutcome
{
    Matched,
    NotMatched,

    /// <summary>The source's own app caused the event, and the rule ignores that.</summary>
    IgnoredSelf,

    /// <summary>The filter failed, and the rule ignores events of which it can't tell.</summary>
    FilterFailed,
}

/// <summary>One person, and why: <c>assignee</c>, <c>mentioned</c>, <c>named</c>, <c>group:…</c>, …; every reason that holds.</summary>
internal sealed record Recipient(string User, IReadOnlyList<string> Reasons);

/// <summary>Something that went wrong, in which part of the rule, and where in that part; lines and columns count from 1.</summary>
internal sealed record DecisionProblem(string Part, string Message, int Line, int Column)
{
    public override string ToString() => $"{Part} {Line}:{Column} {Message}";
}
