using System.ComponentModel.DataAnnotations;

namespace Notifications.Storage.Sqlite;

/// <summary>The embedded default's store. Bound from the configuration section <c>Storage:Sqlite</c>.</summary>
public sealed class SqliteOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Storage:Sqlite";

    /// <summary>The database file; a relative path starts at the content root.</summary>
    [Required(AllowEmptyStrings = false)]
    public string File { get; set; } = "data/notifications.db";

    /// <summary>The most events in one transaction.</summary>
    [Range(1, 10_000)]
    public int MaxBatch { get; set; } = 256;

    /// <summary>The most appends that wait for a transaction; beyond it the log answers that it is unavailable.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaiting { get; set; } = 10_000;
}
