using System.ComponentModel.DataAnnotations;
using Notifications.Storage.Postgres;

namespace Notifications.Hosting;

/// <summary>
/// How a process finds the others of its cluster, and they find it. Bound from the configuration section <c>Cluster</c>, whose
/// connection is to the database that has the membership tables; a silo without one uses that of its stores.
/// </summary>
public sealed class ClusterMemberOptions : PostgresConnectionOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Cluster";

    /// <summary>The cluster: all processes with the same id, on one database, are one.</summary>
    [Required, StringLength(100)]
    public string Id { get; set; } = "notifications";

    /// <summary>The service, which stays the same when the cluster's id changes.</summary>
    [Required, StringLength(100)]
    public string ServiceId { get; set; } = "notifications";

    /// <summary>The IP address or host name by which the others reach this process; without it, that of this host's name.</summary>
    public string? Address { get; set; }

    /// <summary>The port on which silos and gateways talk to each other; 0 takes one that is free.</summary>
    [Range(0, 65_535)]
    public int Port { get; set; } = 11_111;

    /// <summary>How long a member waits for the answer to a probe of another, before it counts as missed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After how many missed probes in a row a member is suspected, if nothing else was heard of it for twice as long either; two that
    /// suspect it declare it dead.
    /// </summary>
    [Range(1, 20)]
    public int MissedProbes { get; set; } = 3;

    /// <summary>How long a gateway waits, when it starts, for the silos to have made the membership tables.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan WaitForTables { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A database role of gateways, which silos let read and write the membership tables and nothing else. A silo fails to start where
    /// there is no such role.
    /// </summary>
    [RegularExpression("[A-Za-z_][A-Za-z0-9_]{0,62}")]
    public string? GatewayRole { get; set; }
}
