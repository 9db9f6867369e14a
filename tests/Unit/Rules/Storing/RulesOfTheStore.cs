using Microsoft.Data.Sqlite;
using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Rules.Storing;
using Notifications.Samples;
using Notifications.Tests.Unit.Rules.Deciding;
using Notifications.Tests.Unit.Rules.Loading;

namespace Notifications.Tests.Unit.Rules.Storing;

/// <summary>A book of rules that are written by API beside those of files.</summary>
public sealed class RulesOfTheStore : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly BackendCatalog Known = Deciders.Backends([new WorkingHours(TimeProvider.System)]);

    private readonly RuleFolderFixture _rules = new();

    public void Dispose() => _rules.Dispose();

    [Fact]
    public async Task AreInForceBesideThoseOfFiles()
    {
        _rules.Write("a.yaml", RuleFolderFixture.Rule("a"));
        _rules.Book.Load();
        await WriteAsync("s", 1, "{ key: s, events: [stored] }");
        await _rules.Book.LoadStoredAsync();
        Assert.Equal("s:stored a:x", _rules.InForce);

        await WriteAsync("s", 2, "{ key: s, events: [newer] }");
        await WriteAsync("t", 1, "{ key: t, events: [stored] }");
        await _rules.Book.LoadStoredAsync();
        Assert.Equal("s:newer t:stored a:x", _rules.InForce);

        await WriteAsync("s", 3, text: null);
        await _rules.Book.LoadStoredAsync();
        Assert.Equal("t:stored a:x", _rules.InForce);
    }

    [Fact]
    public async Task KeepTheirKeyWhereAFileStatesItLater()
    {
        await WriteAsync("k", 1, "{ key: k, events: [stored] }");
        await _rules.Book.LoadStoredAsync();
        _rules.Write("a.yaml", "modules: { trigger: [{ key: l, events: [file] }, { key: k, events: [file] }] }");
        _rules.Book.Load();

        Assert.Equal("k:stored", _rules.InForce);
        Assert.Equal(
            "a.yaml:1:50 The key 'k' is taken by version 1, which 'anna' wrote by API.", _rules.Status("a.yaml").Errors.Single().ToString());
        Assert.Equal("a.yaml", _rules.Book.State.FileOf("default", "l"));

        // Without a change of its own the file is good as soon as the key is free.
        await WriteAsync("k", 2, text: null);
        await _rules.Book.LoadStoredAsync();
        Assert.Equal("l:file k:file", _rules.InForce);
        Assert.Empty(_rules.Status("a.yaml").Errors);
    }

    [Fact]
    public async Task TakeAKeyFromAFileWithoutTouchingItsOtherRules()
    {
        _rules.Write("a.yaml", "modules: { trigger: [{ key: k, events: [file] }, { key: l, events: [file] }] }");
        _rules.Book.Load();
        // As it happens where a file comes to one silo while another one writes.
        await WriteAsync("k", 1, "{ key: k, events: [stored] }");
        await _rules.Book.LoadStoredAsync();
        Assert.Equal("k:stored l:file", _rules.InForce);
    }

    [Fact]
    public async Task AreOfTheirSiteOnly()
    {
        await WriteAsync("k", 1, "{ key: k, events: [acme] }", site: "acme");
        await WriteAsync("k", 1, "{ key: k, events: [default] }");
        await _rules.Book.LoadStoredAsync();
        Assert.Equal(["acme", "default"], _rules.Book.Current.Rules.Select(rule => rule.Site));

        _rules.Write("a.yaml", RuleFolderFixture.Rule("a"));
        _rules.Write("bad.yaml", "oops");
        _rules.Write("b.yaml", RuleFolderFixture.Rule("b", site: "acme"));
        _rules.Book.Load();
        var acme = RuleOverviews.Of(_rules.Book.State, Known, "acme");
        Assert.Equal(["k", "b"], acme.Rules.Select(rule => rule.Key));
        Assert.Equal(["b.yaml"], acme.Files.Select(file => file.File));
        var own = RuleOverviews.Of(_rules.Book.State, Known, "default");
        Assert.Equal(["k", "a"], own.Rules.Select(rule => rule.Key));
        Assert.Equal(["a.yaml", "bad.yaml"], own.Files.Select(file => file.File));
        Assert.Empty(RuleOverviews.Of(_rules.Book.State, Known, "none").Files);
    }

    [Fact]
    public async Task AreListedWithWhatTheyCost()
    {
        await WriteAsync("k", 1, "{ key: k, events: [x], filter: { expression: 'event.items.some(i => i == 1)' } }");
        await WriteAsync("l", 1, "{ key: l, events: [x] }");
        await _rules.Book.LoadStoredAsync();

        Assert.Equal(_rules.Book.Current.Rules[0].Filter.Complexity?.Polynomial, RuleOverviews.Find(_rules.Book.State, Known, "default", "k")?.Complexity);
        Assert.Matches("[0-9]", RuleOverviews.Find(_rules.Book.State, Known, "default", "k")?.Complexity);
        Assert.Null(RuleOverviews.Find(_rules.Book.State, Known, "default", "l")?.Complexity);
    }

    [Fact]
    public async Task AreListedWithABackendThatIsNotKnown()
    {
        _rules.Write("a.yaml", "modules: { trigger: [{ key: a, events: [x], function: main }, { key: b, events: [x], function: working-hours }] }");
        _rules.Book.Load();
        await WriteAsync("k", 1, "{ key: k, events: [x], endpoint: advice }");
        await _rules.Book.LoadStoredAsync();

        Assert.Equal(
            ["k 1:1 endpoint:advice is not known here and has no effect.", "a 1:22 function:main is not known here and has no effect."],
            RuleOverviews.Of(_rules.Book.State, Known, "default").Rules
                .SelectMany(rule => rule.Warnings.Select(warning => $"{rule.Key} {warning.Line}:{warning.Column} {warning.Message}")));
    }

    [Fact]
    public async Task AreListedWithWhyWhereTheyAreNotInForce()
    {
        await WriteAsync("k", 1, "{ key: k, events: [x], purple: 1 }");
        await WriteAsync("l", 1, "{ key: l, events: [x] }");
        await _rules.Book.LoadStoredAsync();

        Assert.Equal("l:x", _rules.InForce);
        var faulty = RuleOverviews.Find(_rules.Book.State, Known, "default", "k");
        Assert.Equal((1, 24), (faulty!.Errors.Single().Line, faulty.Errors.Single().Column));
        Assert.Contains(_rules.Log.Messages, message => message.Contains("k:1:24 A trigger has no 'purple'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StayAsTheyAreWhileTheStoreCannotBeRead()
    {
        await WriteAsync("s", 1, "{ key: s, events: [stored] }");
        await _rules.Book.LoadStoredAsync();
        Execute("ALTER TABLE rule_revision RENAME TO away");

        await _rules.Book.TryLoadStoredAsync();
        await _rules.Book.TryLoadStoredAsync();
        Assert.Equal("s:stored", _rules.InForce);
        Assert.Single(_rules.Log.Messages, message => message.Contains("can't be read; they stay", StringComparison.Ordinal));

        Execute("ALTER TABLE away RENAME TO rule_revision");
        await WriteAsync("s", 2, "{ key: s, events: [newer] }");
        await _rules.Book.TryLoadStoredAsync();
        Assert.Equal("s:newer", _rules.InForce);
        Assert.Single(_rules.Log.Messages, message => message.Contains("can be read again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AreReadAtStartAndSeveralTimesASecond()
    {
        await WriteAsync("s", 1, "{ key: s, events: [stored] }");
        using var watcher = new StoredRuleWatcher(_rules.Book, _rules.Time);
        await watcher.StartingAsync(TestContext.Current.CancellationToken);
        Assert.Equal("s:stored", _rules.InForce);

        for (var version = 2; version < 4; version++)
        {
            var changed = _rules.Book.Changed;
            await WriteAsync("s", version, $"{{ key: s, events: [v{version}] }}");
            while (!changed.IsCompleted)
            {
                _rules.Time.Advance(StoredRuleWatcher.Interval);
                await _rules.Store.ReadRevisionAsync();
            }

            Assert.Equal($"s:v{version}", _rules.InForce);
        }

        // Nothing may read the database while it is deleted.
        await watcher.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task StopTheStartWhereTheyCannotBeRead()
    {
        await _rules.Store.ReadRevisionAsync();
        Execute("DROP TABLE rule_version");
        using var watcher = new StoredRuleWatcher(_rules.Book, _rules.Time);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => watcher.StartingAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken));

        Assert.StartsWith("The rules that were written by API can't be read: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    private Task WriteAsync(string key, long version, string? text, string site = "default") => _rules.Store.AppendAsync(site, new RuleVersion
    {
        Key = key,
        Version = version,
        Deleted = text is null,
        Text = text,
        Author = "anna",
        WrittenAt = _rules.Time.GetUtcNow(),
    });

    private void Execute(string sql)
    {
        using var connection = _rules.Database.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
