namespace Notifications.Sources;

/// <summary>Registers the sources.</summary>
internal static class SourceServices
{
    /// <summary>Adds <see cref="SourceCatalog"/>, bound to <c>Sources</c> and validated at start.</summary>
    public static IServiceCollection AddSources(this IServiceCollection services)
    {
        services.AddOptions<SourcesOptions>().BindConfiguration("");
        services.AddSingleton<SourceCatalog>();
        services.AddHostedService(provider => provider.GetRequiredService<SourceCatalog>());
        return services;
    }
}
