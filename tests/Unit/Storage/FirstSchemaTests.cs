using Dapper;
using Microsoft.Data.Sqlite;
using Notifications.Events;
using Notifications.Storage.Events;
using Notifications.Storage.Sqlite;
using Notifications.Subjects;
using Npgsql;

namespace Notifications.Tests.Unit.Storage;

/// <summary>A file of the first version, which had the event log only.</summary>
public sealed class FirstSchemaTests
{
    [Fact]
    public async Task A_file_of_the_first_version_is_brought_up_to_date_and_keeps_its_events()
    {
        using var database = new TestDatabase();
        MakeFirst(database.File);

        var log = new SqlEventLog(database.Database, database.Writes, TimeProvider.System);
        await log.StartAsync(CancellationToken.None);
        var tail = await log.ReadTailAsync("default", new Subject("jira", "issue", "A-1"), DateTimeOffset.UnixEpoch, 10);

        Assert.Equal("first-epoch", log.Epoch);
        Assert.Equal([1L, 2], tail.Events.Select(logged => logged.Sequence));
        Assert.Equal("""{"a":1}"""u8.ToArray(), tail.Events[0].Event.Data);
        Assert.Equal(0, await database.Database.RunAsync(connection => connection.QuerySingle<int>("SELECT count(*) FROM inbox")));
    }

    [Fact]
    public async Task A_database_of_the_first_version_in_PostgreSQL_is_brought_up_to_date_and_keeps_its_events()
    {
        using var database = await TestPostgres.CreateEmptyAsync();
        MakeFirst(database);

        var writes = StoreSuite.StartWriter(database.Database);
        var log = new SqlEventLog(database.Database, writes, TimeProvider.System);
        await log.StartAsync(CancellationToken.None);
        var tail = await log.ReadTailAsync("default", new Subject("jira", "issue", "A-1"), DateTimeOffset.UnixEpoch, 10);

        Assert.Equal("first-epoch", log.Epoch);
        Assert.Equal([1L, 2], tail.Events.Select(logged => logged.Sequence));
        Assert.Equal("""{"a":1}"""u8.ToArray(), tail.Events[0].Event.Data);
        Assert.Equal(Appended.Duplicate, await log.AppendAsync(tail.Events[1].Event, 3));
        Assert.Equal(Appended.Written, await log.AppendAsync(tail.Events[1].Event with { Id = "e3" }, 3));
        Assert.Equal(0, await database.Database.RunAsync(connection => connection.QuerySingle<int>("SELECT count(*) FROM inbox")));
        await writes.StopAsync(CancellationToken.None);
    }

    private static void MakeFirst(TestPostgres database)
    {
        const string script = "Notifications.Storage.Postgres.Migrations.0001_event_log.sql";
        using var stream = typeof(SqliteDatabase).Assembly.GetManifestResourceStream(script)!;
        using var reader = new StreamReader(stream);
        using var connection = new NpgsqlConnection(database.ConnectionString);
        connection.Open();
        connection.Execute(reader.ReadToEnd());
        connection.Execute(
            """
            CREATE TABLE schemaversions (
                schemaversionsid integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                scriptname character varying(255) NOT NULL,
                applied timestamp without time zone NOT NULL);
            INSERT INTO schemaversions (scriptname, applied) VALUES (@script, '2026-11-01 08:00:00');
            UPDATE log SET epoch = 'first-epoch';
            INSERT INTO event (site, source, id, type, subject, sequence, time, accepted, self_generated, actor, data) VALUES
                ('default', 'jira', 'e1', 'updated', 'jira:issue:A-1', 1, 1000, 1000, FALSE, NULL, convert_to('{"a":1}', 'UTF8')),
                ('default', 'jira', 'e2', 'updated', 'jira:issue:A-1', 2, 2000, 2000, FALSE, NULL, convert_to('{}', 'UTF8'));
            """,
            new { script });
    }

    // As the first version did: its one migration, and what its library notes of it.
    private static void MakeFirst(string file)
    {
        const string script = "Notifications.Storage.Sqlite.Migrations.0001_event_log.sql";
        using var stream = typeof(SqliteDatabase).Assembly.GetManifestResourceStream(script)!;
        using var reader = new StreamReader(stream);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        connection.Execute(reader.ReadToEnd());
        connection.Execute(
            """
            CREATE TABLE SchemaVersions (
                SchemaVersionID INTEGER CONSTRAINT 'PK_SchemaVersions_SchemaVersionID' PRIMARY KEY AUTOINCREMENT NOT NULL,
                ScriptName TEXT NOT NULL,
                Applied DATETIME NOT NULL);
            INSERT INTO SchemaVersions (ScriptName, Applied) VALUES (@script, '2026-11-01 08:00:00');
            UPDATE log SET epoch = 'first-epoch';
            INSERT INTO event (site, source, id, type, subject, sequence, time, accepted, self_generated, actor, data) VALUES
                ('default', 'jira', 'e1', 'updated', 'jira:issue:A-1', 1, 1000, 1000, 0, NULL, CAST('{"a":1}' AS BLOB)),
                ('default', 'jira', 'e2', 'updated', 'jira:issue:A-1', 2, 2000, 2000, 0, NULL, CAST('{}' AS BLOB));
            """,
            new { script });
    }
}
