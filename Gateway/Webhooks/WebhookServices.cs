using Microsoft.Extensions.DependencyInjection.Extensions;
using Notifications.Webhooks.Signatures;

namespace Notifications.Webhooks;

/// <summary>Registers what makes events of web hooks.</summary>
internal static class WebhookServices
{
    /// <summary>Adds what <see cref="WebhookRoutes.MapWebhooks"/> needs.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SignatureVerifier>();
        services.AddSingleton<WebhookReader>();
        services.AddSingleton<RefusedHooks>();
        services.AddSingleton<WebhookEndpoint>();
        return services;
    }
}
