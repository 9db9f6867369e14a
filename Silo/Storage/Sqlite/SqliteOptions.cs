using System.ComponentModel.DataAnnotations;

namespace Notifications.Storage.Sqlite;

/// <summary>The embedded default's store. Bound from the configuration section <c>Storage:Sqlite</c>.</summary>
public sealed class SqliteOptions
{
    /// <summary>Where in the configuration these options are.</summary>
    public const string Section = "Storage:Sqlite";

    private const string DefaultFile = "data/notifications.db";

    /// <summary>
    /// The database file; a relative path starts at the content root. <c>data/notifications.db</c> where no database is
    /// configured at all.
    /// </summary>
    public string? File { get; set; }

    /// <summary>
    /// Up to which size the file is looked over for damage at each start, in bytes; a gigabyte takes about a second, or what the disk
    /// takes to read it. 0: never.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long MaxChecked { get; set; } = 1L << 30;

    /// <summary>Whether a file is named.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(File);

    /// <summary>The file that is used.</summary>
    public string FileOrDefault => IsConfigured ? File! : DefaultFile;
}
