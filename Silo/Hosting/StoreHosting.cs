using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Notifications.DeadLetters;
using Notifications.Events;
using Notifications.Hosting.Health;
using Notifications.Rules.Backend;
using Notifications.Rules.Holding;
using Notifications.Rules.Storing;
using Notifications.Storage;
using Notifications.Storage.Backend;
using Notifications.Storage.DeadLetters;
using Notifications.Storage.Dispatch;
using Notifications.Storage.Erasing;
using Notifications.Storage.Events;
using Notifications.Storage.Holding;
using Notifications.Storage.Identities;
using Notifications.Storage.Kept;
using Notifications.Storage.Inbox;
using Notifications.Storage.Postgres;
using Notifications.Storage.Rules;
using Notifications.Storage.Sqlite;
using Notifications.Subjects.Dispatching;
using Notifications.Users.Erasing;
using Notifications.Users.Identities;
using Notifications.Users.Kept;
using Notifications.Users.Inbox;

namespace Notifications.Hosting;

/// <summary>Puts the stores into a silo.</summary>
internal static class StoreHosting
{
    /// <summary>
    /// Adds the stores, in PostgreSQL where it is configured and in a SQLite file where not. The database opens before the silo
    /// starts and closes after it has stopped.
    /// </summary>
    public static void AddNotificationsStores(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddDatabase();
        services.AddSingleton<SqlEventLog>();
        services.AddSingleton<IEventLog>(provider => provider.GetRequiredService<SqlEventLog>());
        services.AddHostedService(provider => provider.GetRequiredService<SqlEventLog>());
        services.AddOptions<EventRetentionOptions>().BindConfiguration(EventRetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<EventRetention>();
        services.AddSingleton<IPastEvents, SqlPastEvents>();
        services.AddSingleton<IHoldingStore, SqlHoldingStore>();
        services.AddSingleton<IBackendCalls, SqlBackendCalls>();
        services.AddSingleton<IKeptQueue, SqlKeptQueue>();
        services.AddSingleton<IDispatchLedger, SqlDispatchLedger>();
        services.AddSingleton<DeadLetterMetrics>();
        services.AddOptions<DeadLetterOptions>().BindConfiguration(DeadLetterOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IDeadLetterStore, SqlDeadLetterStore>();
        services.AddSingleton<IErasureStore, SqlErasureStore>();
        services.AddSingleton<IIdentityStore, SqlIdentityStore>();
        services.AddSingleton<IRuleStore, SqlRuleStore>();
        services.AddSingleton<IInboxStore, SqlInboxStore>();
        services.AddHostedService<RemainsRetention>();
    }

    private static void AddDatabase(this IServiceCollection services)
    {
        services.AddOptions<SqliteOptions>().BindConfiguration(SqliteOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PostgresOptions>().BindConfiguration(PostgresOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgresOptions>, PostgresValidation>());
        services.AddOptions<GroupCommitOptions>().BindConfiguration(GroupCommitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SqlDatabase>(provider => provider.GetRequiredService<IOptions<PostgresOptions>>().Value.IsConfigured
            ? ActivatorUtilities.CreateInstance<PostgresDatabase>(provider)
            : ActivatorUtilities.CreateInstance<SqliteDatabase>(provider));
        services.AddSingleton(provider => provider.GetRequiredService<SqlDatabase>().Signals);
        services.AddSingleton<StorageMetrics>();
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: [HealthEndpoints.ReadyTag]);
        services.AddSingleton<GroupCommit>();
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommit>());
    }
}
