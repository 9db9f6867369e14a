using Notifications.Users.Identities;

namespace Notifications.Users.Erasing;

/// <summary>The erasing of one person: what is left to do, and what there was when it was begun.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.Erasure")]
public sealed record Erasure
{
    /// <summary>The hash of the user id, which identifies the erasing within its site.</summary>
    [Id(0)] public required string Owner { get; init; }

    /// <summary>The user id as a <c>sub</c>, and every other name; empty once it is done.</summary>
    [Id(1)] public IReadOnlyList<Identifier> Names { get; init; } = [];

    /// <summary>When it was begun.</summary>
    [Id(2)] public required DateTimeOffset Begun { get; init; }

    /// <summary>When it was done; <see langword="null"/> as long as it is not.</summary>
    [Id(3)] public DateTimeOffset? Done { get; init; }

    /// <summary>How many names the person had.</summary>
    [Id(4)] public long Identifiers { get; init; }

    /// <summary>Under how many of them there was an inbox, or preferences.</summary>
    [Id(5)] public long Inboxes { get; init; }

    /// <summary>How many notifications there were, also those that waited for delivery.</summary>
    [Id(6)] public long Notifications { get; init; }

    /// <summary>How many dead letters there were.</summary>
    [Id(7)] public long DeadLetters { get; init; }

    /// <summary>The user id; <see langword="null"/> once it is done.</summary>
    public string? User => Names.Count == 0 ? null : Names[0].Value;

    /// <summary>Everything that may be the user id of a context of the person.</summary>
    public IEnumerable<string> Users => Names.Select(name => name.Value).Distinct(StringComparer.Ordinal);
}
