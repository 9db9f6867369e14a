using System.Reflection;
using DbUp.Builder;
using DbUp.Engine;
using Microsoft.Extensions.Logging;

namespace Notifications.Storage;

/// <summary>Brings a database's schema up to date by the migrations of its kind, all of them or none.</summary>
internal static class SchemaUpgrade
{
    /// <param name="target">The database.</param>
    /// <param name="folder">The folder of its migrations: <c>Sqlite</c> or <c>Postgres</c>.</param>
    /// <param name="name">What an operator calls the database.</param>
    /// <param name="logger">Hears what DbUp has to say.</param>
    /// <exception cref="InvalidOperationException">It could not be done, or the schema is newer than this program.</exception>
    public static void Run(UpgradeEngineBuilder target, string folder, string name, ILogger logger)
    {
        var upgrade = target
            .WithScriptsEmbeddedInAssembly(
                Assembly.GetExecutingAssembly(), script => script.Contains($".{folder}.Migrations.", StringComparison.Ordinal))
            // One for all: what was is there again where one of them fails, and a second process waits for the first.
            .WithTransaction()
            .WithVariablesDisabled()
            .LogTo(new MigrationLog(logger))
            .Build();
        var result = PerformUpgrade(upgrade, name);
        if (!result.Successful)
        {
            throw new InvalidOperationException(
                $"The database '{name}' could not be brought up to date by {ScriptName(result)}: {result.Error.Message}", result.Error);
        }
    }

    private static DatabaseUpgradeResult PerformUpgrade(UpgradeEngine upgrade, string name)
    {
        List<string> unknown;
        try
        {
            unknown = upgrade.GetExecutedButNotDiscoveredScripts();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"The database '{name}' could not be brought up to date: {e.Message}", e);
        }

        if (unknown.Count > 0)
        {
            throw new InvalidOperationException(
                $"The database '{name}' has the schema of a newer version, which this one does not know: {unknown.Order(StringComparer.Ordinal).Last()}. "
                + "Start that version, or restore the backup that was made before it.");
        }

        return upgrade.PerformUpgrade();
    }

    private static string ScriptName(DatabaseUpgradeResult result) => result.ErrorScript?.Name ?? "its migrations";
}
