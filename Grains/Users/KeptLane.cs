using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Notifications.Users;

/// <summary>The way from event grains to user contexts: one Orleans stream for each user.</summary>
public sealed partial class KeptLane
{
    /// <summary>Name of the stream provider that carries kept notifications.</summary>
    public const string ProviderName = "kept";

    private readonly IStreamProvider _streams;
    private readonly ILogger<KeptLane> _logger;

    /// <summary>Takes the stream provider of the silo.</summary>
    public KeptLane([FromKeyedServices(ProviderName)] IStreamProvider streams, ILogger<KeptLane> logger) =>
        (_streams, _logger) = (streams, logger);

    /// <summary>Sends notifications to their recipients, in this order. Never fails: what could not be sent is logged.</summary>
    internal async Task SendAsync(
        string site, IReadOnlyList<(string User, KeptNotification Notification)> items, CancellationToken cancellationToken)
    {
        foreach (var (user, notification) in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var stream = _streams.GetStream<KeptNotification>(
                    StreamId.Create(KeptNotification.StreamNamespace, UserKey.Of(site, user)));
                await stream.OnNextAsync(notification);
            }
            catch (Exception e)
            {
                LogNotSent(notification.Flag.Id, user, e);
            }
        }
    }
}
