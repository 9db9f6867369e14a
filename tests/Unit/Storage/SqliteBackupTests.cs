using Dapper;
using Microsoft.Data.Sqlite;

namespace Notifications.Tests.Unit.Storage;

public sealed class SqliteBackupTests
{
    [Fact]
    public async Task A_backup_that_is_made_while_it_is_written_to_is_one_moments_and_can_be_opened()
    {
        using var database = new TestDatabase();
        var copy = database.File + ".backup";
        var writing = Task.WhenAll(Enumerable.Range(1, 200).Select(i => database.Writes.RunAsync(transaction => transaction.Connection!.Execute(
            "INSERT INTO log (epoch) VALUES (@epoch); UPDATE rule_revision SET revision = revision + 1", new { epoch = $"{i}" }, transaction))));
        using (var connection = new SqliteConnection($"Data Source={database.File};Mode=ReadWrite"))
        {
            connection.Open();
            connection.Execute("VACUUM INTO @copy", new { copy });
        }

        await writing;
        using var restored = TestDatabase.Open(copy);
        restored.Migrate();
        using var read = restored.Open();
        Assert.Equal(read.QuerySingle<int>("SELECT revision FROM rule_revision"), read.QuerySingle<int>("SELECT count(*) - 1 FROM log"));
    }
}
