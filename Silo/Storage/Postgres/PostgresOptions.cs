using System.ComponentModel.DataAnnotations;

namespace Notifications.Storage.Postgres;

/// <summary>The PostgreSQL database of a cluster, or of one silo. Bound from the configuration section <c>Storage:Postgres</c>.</summary>
public sealed class PostgresOptions : PostgresConnectionOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Storage:Postgres";

    /// <summary>The most connections of this process: one writes, one listens, the others read.</summary>
    [Range(4, 1_000)]
    public int MaxConnections { get; set; } = 20;

    /// <summary>How long a statement may take, and how long it may take to connect, in whole seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
