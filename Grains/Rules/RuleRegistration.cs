using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Notifications.Rules.Backend;
using Notifications.Rules.Deciding;
using Notifications.Rules.Loading;
using Notifications.Rules.Storing;
using Notifications.Rules.Trials;
using Notifications.Users.Groups;
using Notifications.Users.Identities;

namespace Notifications.Rules;

/// <summary>Registers the rules with a host.</summary>
public static class RuleRegistration
{
    /// <summary>
    /// Adds the rules of the folder that configuration section <c>Rules</c> names, and those of the host's
    /// <see cref="IRuleStore"/>. They are loaded before any hosted service of the host starts.
    /// </summary>
    public static IServiceCollection AddNotificationsRules(this IServiceCollection services)
    {
        services.AddOptions<RuleOptions>()
            .BindConfiguration(RuleOptions.Section)
            .PostConfigure<IServiceProvider>(MakeAbsolute)
            .Validate(options => options.Directory.Length > 0, "Rules:Directory must name the folder of the rules.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FileRules>();
        services.TryAddSingleton<StoredRules>();
        services.AddBackendCatalog();
        services.TryAddSingleton<RuleBook>();
        services.AddOptions<GroupOptions>()
            .BindConfiguration(GroupOptions.Section)
            .Validate(options => options.IsValid, GroupOptions.Bounds)
            .ValidateOnStart();
        services.TryAddSingleton<GroupBook>();
        services.TryAddSingleton<IdentityDirectory>();
        services.TryAddSingleton<Addressing>();
        services.TryAddSingleton<NoticeDecider>();
        services.TryAddSingleton<KeptNotifications>();
        services.TryAddSingleton<Decider>();
        services.TryAddSingleton<TrialRunner>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StoredRuleWatcher>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RuleWatcher>());
        return services;
    }

    private static void MakeAbsolute(RuleOptions options, IServiceProvider services)
    {
        if (string.IsNullOrWhiteSpace(options.Directory))
            options.Directory = "";
        else
            options.Directory = Path.GetFullPath(options.Directory,
                services.GetService<IHostEnvironment>()?.ContentRootPath ?? Directory.GetCurrentDirectory());
    }
}
