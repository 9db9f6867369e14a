using Microsoft.Extensions.Logging;
using Notifications.Subjects;
using Notifications.Users;

namespace Notifications.Live;

/// <summary>Hands a gateway's batch to the grains, nearly all of which are on this silo.</summary>
internal sealed partial class AudienceService(
    GrainId id, Silo silo, IGrainFactory grains, ILoggerFactory loggers) : GrainService(id, silo, loggers), IAudienceService
{
    private readonly ILogger<AudienceService> _logger = loggers.CreateLogger<AudienceService>();

    public Task<IReadOnlyList<LiveReplay?>> Watch(AnnouncedGateway gateway, IReadOnlyList<SubjectWatch> subjects) =>
        AllAsync<SubjectWatch, LiveReplay>(subjects, async one =>
        {
            var grain = grains.GetEventGrain(one.Site, one.Subject);
            if (!one.Ends)
                return await grain.Watch(gateway, one.After);
            await grain.Unwatch(gateway);
            return null;
        });

    public Task<IReadOnlyList<PresenceStanding?>> Report(AnnouncedGateway gateway, IReadOnlyList<SubjectReport> subjects) =>
        AllAsync<SubjectReport, PresenceStanding>(
            subjects, async one => await grains.GetEventGrain(one.Site, one.Subject).Report(gateway, one.Report));

    public Task<IReadOnlyList<UserStanding?>> Attach(AnnouncedGateway gateway, IReadOnlyList<UserAttachment> users) =>
        AllAsync<UserAttachment, UserStanding>(users, async one =>
        {
            var grain = grains.GetGrain<IUserContextGrain>(UserKey.Of(one.Site, one.User));
            if (!one.Ends)
                return await grain.Attach(gateway);
            await grain.Detach(gateway);
            return null;
        });

    private async Task<IReadOnlyList<TAnswer?>> AllAsync<T, TAnswer>(IReadOnlyList<T> all, Func<T, Task<TAnswer?>> call)
        where TAnswer : class
    {
        if (all.Count > AudienceBatch.Max)
            throw new ArgumentException($"A batch has {AudienceBatch.Max} grains at most.", nameof(all));
        return await Task.WhenAll(all.Select(TryAsync));

        async Task<TAnswer?> TryAsync(T one)
        {
            try
            {
                return await call(one);
            }
            catch (Exception e)
            {
                // One of them does not spoil the others; the gateway goes to it by itself.
                LogNotAnswered(e.Message);
                return null;
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "A grain did not take a gateway's announcement: {Reason}")]
    private partial void LogNotAnswered(string reason);
}
