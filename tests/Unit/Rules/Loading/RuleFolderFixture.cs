using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Notifications.Rules;
using Notifications.Rules.Loading;
using Notifications.Rules.Storing;
using Notifications.Storage.Rules;
using Notifications.Storage.Sqlite;
using Notifications.Tests.Unit.Storage;

namespace Notifications.Tests.Unit.Rules.Loading;

/// <summary>A folder of rules of its own for each test, and a book that reads it.</summary>
internal sealed class RuleFolderFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notifications-rules-");
    private readonly TestDatabase _database = new();

    public RuleFolderFixture()
    {
        Store = new SqlRuleStore(_database.Database);
        Book = new RuleBook(
            new FileRules(Options.Create(new RuleOptions { Directory = Path }), Log.Of<FileRules>()),
            new StoredRules(Store, Log.Of<StoredRules>()), Time, Log.Of<RuleBook>());
    }

    public string Path => _folder.FullName;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public LoggedLines Log { get; } = new();

    public IRuleStore Store { get; }

    public SqliteDatabase Database => _database.Database;

    public RuleBook Book { get; }

    /// <summary>The keys in force, each with its rule's first event.</summary>
    public string InForce => Show(Book.Current);

    public static string Show(RuleSet rules) => string.Join(' ', rules.Rules.Select(rule => $"{rule.Key}:{rule.Events[0]}"));

    public static string Rule(string key, string type = "x", string site = "default") =>
        $"modules: {{ trigger: [{{ key: {key}, events: [{type}], site: {site} }}] }}";

    public void Write(string file, string text) => File.WriteAllText(System.IO.Path.Combine(Path, file), text);

    public void Delete(string file) => File.Delete(System.IO.Path.Combine(Path, file));

    public RuleFileStatus Status(string file) => Book.Files.Single(status => status.File == file);

    public void Dispose()
    {
        Book.Dispose();
        _database.Dispose();
        _folder.Delete(recursive: true);
    }
}
