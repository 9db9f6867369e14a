using Notifications.Tests.Faults.Stores;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Running;

/// <summary>Saves what is known of a run that went wrong: what the product said, every violation, and the SQLite files.</summary>
internal static class Evidence
{
    public static async Task WriteAsync(string folder, RunReport report, GatewayProcess gateway, FaultStore store)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "output.txt"), gateway.Output);
        await File.WriteAllLinesAsync(Path.Combine(folder, "violations.txt"), report.Violations.Select(violation => violation.ToString()));
        await File.WriteAllLinesAsync(Path.Combine(folder, "told.txt"), report.Journal.Told.Select(told => told.ToString()!));
        await File.WriteAllLinesAsync(Path.Combine(folder, "operations.txt"), report.Journal.Operations.Select(operation => $"{operation} {string.Join(',', operation.Ids)}"));
        await File.WriteAllLinesAsync(Path.Combine(folder, "mutes.txt"), report.Journal.Mutes.Select(set => set.ToString()));
        await File.WriteAllLinesAsync(Path.Combine(folder, "attempts.txt"), report.Journal.Attempts.Select(attempt => attempt.ToString()));
        if (store.Postgres is { } server)
        {
            var database = store.Settings["Storage__Postgres__ConnectionString"].Replace(';', ' ').Replace("Username", "user", StringComparison.Ordinal).Replace("Database", "dbname", StringComparison.Ordinal);
            await Tool.OutputOfAsync(PostgresTools.PathOf("pg_dump"), ["--file", Path.Combine(folder, "dump.sql"), "--dbname", database.ToLowerInvariant()]);
            return;
        }

        await gateway.KillAsync();
        foreach (var file in Directory.GetFiles(gateway.Directory, "notifications.db*"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
    }
}
