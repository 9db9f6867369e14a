using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Notifications.Storage;
using Notifications.Storage.Postgres;
using Notifications.Storage.Sqlite;

namespace Notifications.Commands;

/// <summary>Finds the database of the product on this machine, which a command only reads.</summary>
internal sealed class ProductDatabase : IDisposable
{
    private static readonly string[] Files = ["Gateway/data/notifications.db", "data/notifications.db"];

    private ProductDatabase(SqlDatabase database, string name) => (Database, Name) = (database, name);

    public SqlDatabase Database { get; }

    /// <summary>What a message calls it.</summary>
    public string Name { get; }

    /// <summary>The file that is named, else what the environment configures, else a file where the product puts it.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static ProductDatabase Find(string? file)
    {
        var postgres = new PostgresOptions();
        new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection(PostgresOptions.Section).Bind(postgres);
        return file is null && postgres.IsConfigured ? Open(postgres) : OfFile(file);
    }

    public void Dispose()
    {
        Database.Dispose();
        SqliteConnection.ClearAllPools();
    }

    private static ProductDatabase Open(PostgresOptions options)
    {
        try
        {
            return new ProductDatabase(PostgresDatabase.OfAnother(options), "PostgreSQL");
        }
        catch (InvalidOperationException e)
        {
            throw new CommandException(e.Message);
        }
    }

    private static ProductDatabase OfFile(string? named)
    {
        var file = named ?? Array.Find(Files, File.Exists)
            ?? throw new CommandException($"There is no {string.Join(" and no ", Files)} here. Name the database file by --database.");
        if (!File.Exists(file))
            throw new CommandException($"There is no file '{file}'.");
        var path = Path.GetFullPath(file);
        return new ProductDatabase(SqliteDatabase.OfAnother(path), path);
    }
}
