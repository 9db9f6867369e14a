using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Notifications.Rules.Backend;

/// <summary>Registers backend logic with a host.</summary>
public static class BackendRegistration
{
    /// <summary>Adds a rule in C#, which rule files name by its key.</summary>
    public static IServiceCollection AddNotificationsRule<T>(this IServiceCollection services)
        where T : class, INotificationRule
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<INotificationRule, T>());
        return services;
    }

    /// <summary>Adds what deciding needs: which backend logic there is.</summary>
    internal static IServiceCollection AddBackendCatalog(this IServiceCollection services)
    {
        services.AddOptions<BackendOptions>().BindConfiguration("Rules").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BackendOptions>, EndpointValidation>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BackendOptions>, BackendCallValidation>());
        services.TryAddSingleton<BackendCatalog>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, UnknownBackends>());
        return services;
    }

    /// <summary>Adds what makes the calls; it starts after the silo and stops before it.</summary>
    internal static IServiceCollection AddBackendCalls(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<BackendMetrics>().AddSingleton<BackendQueue>().AddSingleton<BackendTry>();
        services.AddHostedService<BackendRunner>();
        return services;
    }
}
