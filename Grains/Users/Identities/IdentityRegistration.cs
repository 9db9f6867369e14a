using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notifications.Users.Erasing;

namespace Notifications.Users.Identities;

/// <summary>Registers who is who with a host.</summary>
public static class IdentityRegistration
{
    /// <summary>
    /// Adds this silo's copy of the identities. An <see cref="IIdentityStore"/> must be there; whatever opens it
    /// must be registered before, and the silo after, so that nothing is decided before the copy is complete.
    /// </summary>
    public static IServiceCollection AddNotificationsIdentities(this IServiceCollection services)
    {
        services.AddOptions<IdentityOptions>().BindConfiguration(IdentityOptions.Section)
            .Validate(options => options.MaxPersons > 0, "Identities:MaxPersons must be at least 1.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<IdentityMetrics>();
        services.TryAddSingleton<IdentityDirectory>();
        services.TryAddSingleton<ErasedPersons>();
        services.TryAddSingleton<IdentityRefresh>();
        services.TryAddSingleton<IdentityNews>();
        services.TryAddSingleton<IdentityLearning>();
        services.AddHostedService(provider => provider.GetRequiredService<IdentityRefresh>());
        services.AddHostedService(provider => provider.GetRequiredService<IdentityLearning>());
        return services;
    }
}
