using Microsoft.Extensions.DependencyInjection;

namespace Notifications.Live;

/// <summary>Adds to a silo what its grains need to know their gateways.</summary>
internal static class WatchingRegistration
{
    public static ISiloBuilder AddWatching(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<GatewayRegistry>().AddSingleton<WatchingServices>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, GatewayDeaths>();
        return silo.AddGrainService<AudienceService>();
    }
}
