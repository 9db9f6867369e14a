using Microsoft.Extensions.DependencyInjection;
using Notifications.Users;
using Orleans.Runtime.Providers;
using Orleans.Streams;

namespace Notifications.Streams.Kept;

/// <summary>Adds the kept lane to a silo.</summary>
internal static class KeptStreams
{
    // The agent tries once; what follows is up to the rows, in which it is noted. More tries would hold up the whole queue when a
    // user's first delivery fails.
    private static readonly TimeSpan OneTry = TimeSpan.FromMilliseconds(100);

    // After a wait the receiver is asked again at once.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(1);

    /// <summary>Adds the stream provider whose queue is the inbox table.</summary>
    public static ISiloBuilder AddKeptStreams(this ISiloBuilder silo)
    {
        silo.Services.AddOptions<KeptDeliveryOptions>().BindConfiguration(KeptDeliveryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        silo.Services.AddSingleton<KeptMetrics>();
        silo.Services.AddSingleton<KeptEndings>();
        silo.Services.AddSingleton<KeptAdapter>();
        return silo.AddPersistentStreams(KeptLane.ProviderName, (services, _) => services.GetRequiredService<KeptAdapter>(), streams =>
        {
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            streams.ConfigurePartitionBalancing((services, _) => ActivatorUtilities.CreateInstance<KeptBalancer>(services));
            streams.ConfigureBackoffProvider((_, _) => (IMessageDeliveryBackoffProvider)new Backoff());
            streams.ConfigurePullingAgent(agent => agent.Configure(options =>
            {
                options.GetQueueMsgsTimerPeriod = Period;
                options.MaxEventDeliveryTime = OneTry;
            }));
        });
    }

    // Longer than there is time for another try.
    private sealed class Backoff : IMessageDeliveryBackoffProvider
    {
        public TimeSpan Next(int attempt) => OneTry + TimeSpan.FromMilliseconds(10);
    }
}
