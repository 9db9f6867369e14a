using Notifications.Subjects;

namespace Notifications.Events;

/// <summary>
/// Something that happened to a subject: a CloudEvents 1.0 envelope plus the actor.
/// <see cref="Source"/> and <see cref="Id"/> together say what a duplicate is.
/// </summary>
[GenerateSerializer, Immutable]
[Alias("notifications.Event")]
public sealed record Event
{
    /// <summary>The reserved source of the events that the product itself makes; no source may be configured by this name.</summary>
    public const string OwnSource = "notifications";

    /// <summary>The tenant. Nothing crosses from one site to another.</summary>
    [Id(0)] public required string Site { get; init; }

    /// <summary>Name of the configured source within the site, such as <c>jira</c>.</summary>
    [Id(1)] public required string Source { get; init; }

    /// <summary>Identifies the event within its source; the same on each repeated delivery.</summary>
    [Id(2)] public required string Id { get; init; }

    /// <summary>Forge's name of what happened, such as <c>avi:jira:updated:issue</c>.</summary>
    [Id(3)] public required string Type { get; init; }

    /// <summary>What the event is about.</summary>
    [Id(4)] public required Subject Subject { get; init; }

    /// <summary>When it happened, by the source's clock; the time of receipt where the source does not say.</summary>
    [Id(5)] public required DateTimeOffset Time { get; init; }

    /// <summary>Who did it; <see langword="null"/> where the source does not say.</summary>
    [Id(6)] public Actor? Actor { get; init; }

    /// <summary>Whether the source's own app account did it.</summary>
    [Id(7)] public bool SelfGenerated { get; init; }

    /// <summary>The payload as UTF-8 JSON, always an object, in the shape that rules see as <c>event</c>.</summary>
    [Id(8)] public required byte[] Data { get; init; }
}
