using System.Diagnostics.CodeAnalysis;
using Notifications.Events;

namespace Notifications.Webhooks;

/// <summary>
/// What a hook turned out to be: events, or a refusal, or neither, which is a product's test of the connection.
/// </summary>
internal sealed record Delivery
{
    /// <summary>A product tries whether somebody is there: 200, and nothing happens.</summary>
    public static readonly Delivery Test = new();

    private Delivery()
    {
    }

    /// <summary>One event; more only of a CloudEvents batch.</summary>
    public IReadOnlyList<Event> Events { get; private init; } = [];

    /// <summary>Why there is no event: 400.</summary>
    public Refusal? Refusal { get; private init; }

    [MemberNotNullWhen(true, nameof(Refusal))]
    public bool IsRefused => Refusal is not null;

    public bool IsTest => Refusal is null && Events.Count == 0;

    public static Delivery Of(params IReadOnlyList<Event> events) => new() { Events = events };

    public static Delivery Refused(Refusal refusal) => new() { Refusal = refusal };
}
