using System.CommandLine;
using Microsoft.Data.Sqlite;
using Notifications.Storage.Sqlite;

namespace Notifications.Commands;

/// <summary><c>storage check</c>: looks a database file over for damage.</summary>
internal static class StorageCheckCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The database file; also while a gateway runs on it. It is only read." };
        var command = new Command("check", "Reads the whole file and says what is damaged.") { file };
        command.SetAction((parsed, _) => CommandException.GuardAsync(() => Task.FromResult(Check(parsed.GetRequiredValue(file)))));
        return command;
    }

    private static int Check(string file)
    {
        if (!File.Exists(file))
            throw new CommandException($"There is no file '{file}'.");
        var commits = WriteAheadLog.CommitsAfterDamage($"{file}-wal");
        if (commits > 0)
            Console.WriteLine($"The write-ahead log is damaged; {commits} commits after the damage can't be read.");
        var findings = Findings(Path.GetFullPath(file));
        foreach (var finding in findings)
            Console.WriteLine(finding);
        if (findings.Count > 0 || commits > 0)
            return CommandLine.Faulty;
        Console.WriteLine("No damage found.");
        return CommandLine.Fine;
    }

    private static IReadOnlyList<string> Findings(string file)
    {
        using var database = SqliteDatabase.OfAnother(file);
        try
        {
            using var connection = database.OpenToRead();
            return SqliteDamage.CheckFully(connection);
        }
        catch (SqliteException e)
        {
            return [e.Message];
        }
        finally
        {
            SqliteConnection.ClearAllPools();
        }
    }
}
