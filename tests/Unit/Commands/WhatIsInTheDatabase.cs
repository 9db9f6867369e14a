using Notifications.Commands;
using Notifications.Rules;
using Notifications.Rules.Storing;
using Notifications.Rules.Trials;
using Notifications.Storage.Rules;
using Notifications.Storage.Identities;
using Notifications.Storage.Sqlite;
using Notifications.Tests.Unit.Rules.Deciding;
using Notifications.Tests.Unit.Rules.Trials;
using Notifications.Tests.Unit.Storage;
using Notifications.Users.Identities;

namespace Notifications.Tests.Unit.Commands;

/// <summary>What a trial on files knows of a product that another process runs.</summary>
public sealed class WhatIsInTheDatabase : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("rules-").FullName;

    public WhatIsInTheDatabase() => _database.Database.Migrate();

    private SqliteDatabase OfAnother => SqliteDatabase.OfAnother(_database.File);

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task RulesWrittenByApiAreInForceBesideThoseOfTheFiles()
    {
        await WriteAsync("stored");
        await File.WriteAllTextAsync(Path.Combine(_folder, "rules.yaml"), Trying.Rule("{ to: [assignee], title: Hello }", key: "file"));
        var files = RuleFiles.Read([_folder]);

        var inForce = await new StoredProduct(OfAnother).InForceAsync(files);

        Assert.Equal(["stored", "file"], inForce.Rules.Select(rule => rule.Key));
        Assert.Empty(files.Errors);
    }

    [Fact]
    public async Task AKeyThatWasWrittenByApiIsAnErrorOfTheFile()
    {
        await WriteAsync("rule");
        await File.WriteAllTextAsync(Path.Combine(_folder, "rules.yaml"), Trying.Rule("{ to: [assignee], title: Hello }"));
        var files = RuleFiles.Read([_folder]);

        await new StoredProduct(OfAnother).InForceAsync(files);

        Assert.Equal("The key 'rule' is taken by version 1, which 'anna' wrote by API.", Assert.Single(files.Errors).Message);
    }

    [Fact]
    public async Task PersonsAreKnownByAllTheirNames()
    {
        var store = new SqlIdentityStore(_database.Database, TimeProvider.System);
        await store.WriteAsync("default", [new NameChange(Identifier.Of(IdentifierKind.Key, "JIRAUSER1")!.Value, "anna", IdentityOrigin.Learned, Noon, Before: 0)]);

        var identities = await new StoredProduct(OfAnother).IdentitiesAsync();

        Assert.Equal("anna", identities.Resolve("default", "JIRAUSER1"));
    }

    [Fact]
    public async Task NothingCanBeWritten() => await Assert.ThrowsAsync<RuleStoreUnavailableException>(
        () => new SqlRuleStore(OfAnother).AppendAsync("default", Version("stored")));

    [Fact]
    public void WhatOnlyTheConfigurationKnowsIsSaidOfTheRulesThatNeedIt()
    {
        var draft = Trying.Rule("{ to: [{ groups: [team] }], title: Hello }", key: "grouped");
        var inForce = Deciders.Rules(Trying.Rule("{ to: [assignee], title: Hello }", key: "asking") + "      endpoint: risk\n");

        var notes = UnknownHere.Of(Trying.Plan(Trying.Order(draft), inForce)).ToArray();

        Assert.Equal(2, notes.Length);
        Assert.Contains("the people of grouped.", notes[0], StringComparison.Ordinal);
        Assert.Contains("not asked by asking,", notes[1], StringComparison.Ordinal);
        Assert.Empty(UnknownHere.Of(Trying.Plan(Trying.Order(Trying.Rule("{ to: [assignee], title: Hello }")), RuleSet.Empty)));
    }

    private Task WriteAsync(string key) => new SqlRuleStore(_database.Database).AppendAsync("default", Version(key));

    private static RuleVersion Version(string key) => new()
    {
        Key = key,
        Version = 1,
        Deleted = false,
        Text = Trying.Rule("{ to: [reporter], title: Hello }", key),
        Author = "anna",
        WrittenAt = Noon,
    };
}
