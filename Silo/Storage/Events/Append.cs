using Notifications.Events;

namespace Notifications.Storage.Events;

/// <summary>An event to append, at the sequence that its subject's grain chose.</summary>
internal sealed record Append(Event Event, long Sequence);

/// <summary>What became of an append.</summary>
internal enum AppendOutcome
{
    /// <summary>The event is in the log.</summary>
    Written,

    /// <summary>The site had an event of this source and id.</summary>
    Duplicate,

    /// <summary>The subject had an event at this sequence.</summary>
    SequenceTaken,
}
