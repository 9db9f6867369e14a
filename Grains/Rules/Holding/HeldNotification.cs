using System.Text.Json.Serialization;
using Notifications.Live;
using Notifications.Rules.Deciding;

namespace Notifications.Rules.Holding;

/// <summary>A notification that waits for the end of a window.</summary>
internal sealed record HeldNotification
{
    /// <summary>The sequence of its event.</summary>
    public required long Sequence { get; init; }

    /// <summary>The id of its event.</summary>
    public required string EventId { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>When the event happened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The name of who caused it.</summary>
    public required string Actor { get; init; }

    /// <summary>The user who is not told as a viewer.</summary>
    public string? ExceptUser { get; init; }

    public FlagType Type { get; init; }

    public bool Bold { get; init; }

    /// <summary>The id that its notification has, where that follows from a dedupe key.</summary>
    public string? UpdatesId { get; init; }

    /// <summary>Whom it is held for, and why each was to be told.</summary>
    public required IReadOnlyList<Recipient> To { get; init; }

    /// <summary>The data of its event, which is in the event log.</summary>
    [JsonIgnore]
    public byte[]? Data { get; init; }

    /// <summary>What it adds to <see cref="HoldingLimits.HeldBytes"/>.</summary>
    [JsonIgnore]
    public int Weight => Title.Length + (Description?.Length ?? 0) + (Data?.Length ?? 0);
}
