namespace Notifications.Events;

/// <summary>The person or account that caused an event, under each name that the source gave.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.Actor")]
public sealed record Actor
{
    /// <summary>
    /// The user id that tokens and rules use: the account id of a Cloud source, the user name of a Data Center
    /// source (its key where there is no name). <see langword="null"/> where the source names the person only for display.
    /// </summary>
    [Id(0)] public string? Id { get; init; }

    /// <summary>The name to show; <see langword="null"/> where unknown.</summary>
    [Id(1)] public string? DisplayName { get; init; }

    /// <summary>Cloud's <c>accountId</c>.</summary>
    [Id(2)] public string? AccountId { get; init; }

    /// <summary>Data Center's <c>name</c>.</summary>
    [Id(3)] public string? Name { get; init; }

    /// <summary>Data Center's <c>key</c> or <c>userKey</c>.</summary>
    [Id(4)] public string? Key { get; init; }
}
