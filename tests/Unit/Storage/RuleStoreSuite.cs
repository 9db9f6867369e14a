using Dapper;
using Notifications.Rules;
using Notifications.Rules.Storing;
using Notifications.Storage.Rules;

namespace Notifications.Tests.Unit.Storage;

public abstract class RuleStoreSuite(StoreOn on) : StoreSuite(on)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private SqlRuleStore _store = null!;

    [Fact]
    public async Task Keeps_every_field()
    {
        var written = Version("a", 1) with { Comment = "Why" };
        await _store.AppendAsync("acme", written);

        Assert.Equal(written, await _store.ReadAsync("acme", "a", version: null));
        Assert.Equal(new StoredRule("acme", written), Assert.Single((await _store.ReadNewestAsync()).Rules));
        Assert.Equal(written with { Text = null }, Assert.Single(await _store.ReadVersionsAsync("acme", "a", before: null, 10)));
    }

    [Fact]
    public async Task Keeps_every_version_and_finds_the_newest()
    {
        foreach (var version in (RuleVersion[])[Version("a", 1), Version("a", 2), Version("b", 1), Version("a", 3), Deleted("b", 2)])
            await _store.AppendAsync("default", version);
        await _store.AppendAsync("acme", Version("a", 1));

        Assert.Equal(3, (await _store.ReadAsync("default", "a", version: null))?.Version);
        Assert.Equal("text of a 2", (await _store.ReadAsync("default", "a", 2))?.Text);
        Assert.Null(await _store.ReadAsync("default", "a", 4));
        Assert.Null(await _store.ReadAsync("default", "A", version: null));
        Assert.True((await _store.ReadAsync("default", "b", version: null))?.Deleted);
        Assert.Equal([3, 2], (await _store.ReadVersionsAsync("default", "a", before: null, 2)).Select(version => version.Version));
        Assert.Equal([1], (await _store.ReadVersionsAsync("default", "a", before: 2, 2)).Select(version => version.Version));
        Assert.Equal(
            ["acme a 1", "default a 3"],
            (await _store.ReadNewestAsync()).Rules.Select(rule => $"{rule.Site} {rule.Version.Key} {rule.Version.Version}"));
        Assert.Equal((1, 1, 0), (await _store.CountAsync("default"), await _store.CountAsync("acme"), await _store.CountAsync("none")));
    }

    [Fact]
    public async Task Every_change_is_another_revision()
    {
        var before = await _store.ReadRevisionAsync();
        await _store.AppendAsync("default", Version("a", 1));
        var after = await _store.ReadRevisionAsync();

        Assert.NotEqual(before, after);
        Assert.Equal(after, (await _store.ReadNewestAsync()).Revision);
        Assert.Equal(after, await _store.ReadRevisionAsync());
    }

    [Fact]
    public async Task A_second_writer_of_a_version_is_stopped()
    {
        await _store.AppendAsync("default", Version("a", 1));
        var revision = await _store.ReadRevisionAsync();

        await Assert.ThrowsAsync<RuleStoreUnavailableException>(() => _store.AppendAsync("default", Version("a", 1) with { Text = "other" }));

        Assert.Equal("text of a 1", (await _store.ReadAsync("default", "a", 1))?.Text);
        Assert.Equal(revision, await _store.ReadRevisionAsync());
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_says_so()
    {
        await _store.ReadRevisionAsync();
        using (var connection = Database.Open())
            connection.Execute("DROP TABLE rule_revision");

        await Assert.ThrowsAsync<RuleStoreUnavailableException>(_store.ReadRevisionAsync);
    }

    protected override ValueTask OpenAsync()
    {
        _store = new SqlRuleStore(Database);
        return ValueTask.CompletedTask;
    }

    private static RuleVersion Version(string key, long number) => new()
    {
        Key = key,
        Version = number,
        Deleted = false,
        Text = $"text of {key} {number}",
        Author = "anna",
        WrittenAt = Noon,
    };

    private static RuleVersion Deleted(string key, long number) => Version(key, number) with { Deleted = true, Text = null };
}

public sealed class RuleStoreOnSqlite() : RuleStoreSuite(StoreOn.Sqlite)
{
    [Fact]
    public async Task A_file_that_is_no_database_is_one_clear_line()
    {
        using var database = new TestDatabase();
        await File.WriteAllTextAsync(database.File, string.Concat(Enumerable.Repeat("This is no database. ", 100)));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(new SqlRuleStore(database.Database).ReadRevisionAsync);

        Assert.Contains($"'{database.File}' is damaged: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }
}

public sealed class RuleStoreOnPostgres() : RuleStoreSuite(StoreOn.Postgres);
