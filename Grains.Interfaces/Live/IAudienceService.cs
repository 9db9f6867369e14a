using Notifications.Subjects;
using Notifications.Users;
using Orleans.Services;

namespace Notifications.Live;

/// <summary>
/// What every silo has for gateways: it takes for all of its grains in one call what a gateway would tell each of them. A grain that is
/// not on the silo is called where it is. Answers are in the order of the questions, <see langword="null"/> where a grain failed.
/// </summary>
[Alias("notifications.IAudienceService")]
public interface IAudienceService : IGrainService
{
    /// <summary>Announces a gateway to event grains, as <see cref="IEventGrain.Watch"/> and <see cref="IEventGrain.Unwatch"/> do.</summary>
    [Alias("Watch")]
    Task<IReadOnlyList<LiveReplay?>> Watch(AnnouncedGateway gateway, IReadOnlyList<SubjectWatch> subjects);

    /// <summary>Reports a gateway's viewers to event grains, as <see cref="IEventGrain.Report"/> does.</summary>
    [Alias("Report")]
    Task<IReadOnlyList<PresenceStanding?>> Report(AnnouncedGateway gateway, IReadOnlyList<SubjectReport> subjects);

    /// <summary>Announces a gateway to user contexts, as <see cref="IUserContextGrain.Attach"/> and <see cref="IUserContextGrain.Detach"/> do.</summary>
    [Alias("Attach")]
    Task<IReadOnlyList<UserStanding?>> Attach(AnnouncedGateway gateway, IReadOnlyList<UserAttachment> users);
}

/// <summary>Bounds of a call to <see cref="IAudienceService"/>.</summary>
public static class AudienceBatch
{
    /// <summary>The most grains of one call: each costs a silo some 10 µs, so that a call is over long before anybody waits behind it.</summary>
    public const int Max = 500;
}

/// <summary>A gateway's announcement to one subject.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.SubjectWatch")]
public sealed record SubjectWatch
{
    /// <summary>The site of the subject.</summary>
    [Id(0)] public required string Site { get; init; }

    /// <summary>The subject.</summary>
    [Id(1)] public required Subject Subject { get; init; }

    /// <summary>Where the gateway stands in its flags.</summary>
    [Id(2)] public LivePosition? After { get; init; }

    /// <summary>Whether the gateway has no viewers any more; nothing is answered then.</summary>
    [Id(3)] public bool Ends { get; init; }
}

/// <summary>A gateway's announcement to one user's context.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.UserAttachment")]
public sealed record UserAttachment
{
    /// <summary>The user's site.</summary>
    [Id(0)] public required string Site { get; init; }

    /// <summary>The user.</summary>
    [Id(1)] public required string User { get; init; }

    /// <summary>Whether the gateway has no sessions of the user any more; nothing is answered then.</summary>
    [Id(2)] public bool Ends { get; init; }
}
