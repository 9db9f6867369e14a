using System.Text;

namespace Notifications.Tests.Unit.Rules.Loading;

public sealed class BookOfRules : IDisposable
{
    private readonly RuleFolderFixture _rules = new();

    public void Dispose() => _rules.Dispose();

    [Fact]
    public void ReadsTheFilesInOrder()
    {
        _rules.Write("b.yml", RuleFolderFixture.Rule("b"));
        _rules.Write("a.yaml", RuleFolderFixture.Rule("a"));
        _rules.Write("c.txt", "not a rule");
        _rules.Write(".d.yaml", "not a rule");
        _rules.Book.Load();
        Assert.Equal("a:x b:x", _rules.InForce);
        Assert.Equal(["a.yaml", "b.yml"], _rules.Book.Files.Select(file => file.File));
        Assert.Equal(_rules.Time.GetUtcNow(), _rules.Status("a.yaml").LoadedAt);
        Assert.Contains("2 rule(s) of 2 file(s) and 0 written by API are in force.", _rules.Log.Messages);
    }

    [Fact]
    public void KeepsTheLastGoodVersionOfABadFile()
    {
        _rules.Write("a.yaml", RuleFolderFixture.Rule("a", "old"));
        _rules.Book.Load();
        var loadedAt = _rules.Status("a.yaml").LoadedAt;
        _rules.Time.Advance(TimeSpan.FromMinutes(1));

        _rules.Write("a.yaml", RuleFolderFixture.Rule("a", "new") + "\noops: 1");
        _rules.Book.Load();
        Assert.Equal("a:old", _rules.InForce);
        var status = _rules.Status("a.yaml");
        Assert.Equal("a.yaml:2:1 A file of rules has no 'oops'.", status.Errors.Single().ToString()[..41]);
        Assert.Equal((1, loadedAt), (status.Rules, status.LoadedAt));
        Assert.Contains(_rules.Log.Messages, message => message.StartsWith("a.yaml:2:1 ", StringComparison.Ordinal));

        _rules.Write("a.yaml", RuleFolderFixture.Rule("a", "newest"));
        _rules.Book.Load();
        Assert.Equal("a:newest", _rules.InForce);
        Assert.Empty(_rules.Status("a.yaml").Errors);
        Assert.Equal(_rules.Time.GetUtcNow(), _rules.Status("a.yaml").LoadedAt);
    }

    [Fact]
    public void ABadFileThatNeverWasGoodHasNoRules()
    {
        _rules.Write("a.yaml", "oops");
        _rules.Write("b.yaml", RuleFolderFixture.Rule("b"));
        _rules.Book.Load();
        Assert.Equal("b:x", _rules.InForce);
        Assert.Null(_rules.Status("a.yaml").LoadedAt);
    }

    [Fact]
    public void ForgetsTheRulesOfADeletedFile()
    {
        _rules.Write("a.yaml", RuleFolderFixture.Rule("a"));
        _rules.Book.Load();
        var before = _rules.Book.Current;
        _rules.Delete("a.yaml");
        _rules.Book.Load();
        Assert.Empty(_rules.Book.Current.Rules);
        Assert.Empty(_rules.Book.Files);
        Assert.Single(before.Rules);
    }

    [Fact]
    public void AKeyBelongsToTheFirstFile()
    {
        _rules.Write("a.yaml", RuleFolderFixture.Rule("k", "first"));
        _rules.Write("b.yaml", RuleFolderFixture.Rule("k", "second"));
        _rules.Write("c.yaml", RuleFolderFixture.Rule("k", "elsewhere", "other"));
        _rules.Book.Load();
        Assert.Equal("k:first k:elsewhere", _rules.InForce);
        Assert.Equal(
            "b.yaml:1:22 The key 'k' is taken by the rule in line 1 of a.yaml.", _rules.Status("b.yaml").Errors.Single().ToString());

        // Without a change of its own the later file is good as soon as the key is free.
        _rules.Delete("a.yaml");
        _rules.Book.Load();
        Assert.Equal("k:second k:elsewhere", _rules.InForce);
        Assert.Empty(_rules.Status("b.yaml").Errors);
    }

    [Fact]
    public void AKeyThatIsTakenLeavesTheOtherRulesOfTheLastGoodVersion()
    {
        _rules.Write("b.yaml", "modules: { trigger: [{ key: k, events: [b] }, { key: l, events: [b] }] }");
        _rules.Book.Load();
        _rules.Write("a.yaml", RuleFolderFixture.Rule("k", "a"));
        _rules.Book.Load();
        Assert.Equal("k:a l:b", _rules.InForce);
        Assert.Single(_rules.Status("b.yaml").Errors);
        Assert.Equal(1, _rules.Status("b.yaml").Rules);
    }

    [Fact]
    public void AFileThatWantsATakenKeyIsNotLoadedAtAll()
    {
        _rules.Write("a.yaml", RuleFolderFixture.Rule("k", "a"));
        _rules.Write("b.yaml", RuleFolderFixture.Rule("l", "old"));
        _rules.Book.Load();
        _rules.Write("b.yaml", "modules: { trigger: [{ key: k, events: [b] }, { key: l, events: [new] }] }");
        _rules.Book.Load();
        Assert.Equal("k:a l:old", _rules.InForce);
    }

    [Fact]
    public void DoesNothingWhereNothingChanged()
    {
        _rules.Write("a.yaml", RuleFolderFixture.Rule("a"));
        _rules.Book.Load();
        var (current, changed) = (_rules.Book.Current, _rules.Book.Changed);
        _rules.Book.Load();
        _rules.Book.Load(everything: true);
        _rules.Write("a.yaml", RuleFolderFixture.Rule("a") + " # says the same");
        _rules.Book.Load();
        Assert.Same(current, _rules.Book.Current);
        Assert.False(changed.IsCompleted);
    }

    [Fact]
    public async Task TellsOfChanges()
    {
        var changed = _rules.Book.Changed;
        _rules.Write("a.yaml", RuleFolderFixture.Rule("a"));
        _rules.Book.Load();
        Assert.Same(_rules.Book.Current, await changed);
        Assert.False(_rules.Book.Changed.IsCompleted);
    }

    [Fact]
    public void KeepsTheRulesWhenTheFolderIsGone()
    {
        _rules.Write("a.yaml", RuleFolderFixture.Rule("a"));
        _rules.Book.Load();
        var elsewhere = _rules.Path + "-moved";
        Directory.Move(_rules.Path, elsewhere);
        try
        {
            _rules.Book.Load();
            _rules.Book.Load();
            Assert.Equal("a:x", _rules.InForce);
            Assert.Single(_rules.Log.Messages, message => message.Contains("can't be read", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Move(elsewhere, _rules.Path);
        }
    }

    [Fact]
    public void RefusesWhatIsTooLargeOrNoText()
    {
        _rules.Write("large.yaml", "#" + new string('x', 1024 * 1024));
        _rules.Write("largest.yaml", RuleFolderFixture.Rule("a") + "\n#" + new string('x', 1024 * 1024 - 100));
        File.WriteAllBytes(Path.Combine(_rules.Path, "latin.yaml"), Encoding.Latin1.GetBytes("# é\n" + RuleFolderFixture.Rule("l")));
        _rules.Book.Load();
        Assert.Equal("a:x", _rules.InForce);
        Assert.Equal("large.yaml:1:1 The file has more than 1048576 bytes.", _rules.Status("large.yaml").Errors.Single().ToString());
        Assert.Equal("latin.yaml:1:1 The file is not UTF-8.", _rules.Status("latin.yaml").Errors.Single().ToString());
    }

    [Fact]
    public void SeesAFileThatIsMountedAnew()
    {
        // As Kubernetes mounts configuration: files are links through a folder that is swapped.
        foreach (var version in new[] { "v1", "v2" })
        {
            Directory.CreateDirectory(Path.Combine(_rules.Path, version));
            File.WriteAllText(Path.Combine(_rules.Path, version, "a.yaml"), RuleFolderFixture.Rule("a", version));
        }

        File.SetLastWriteTimeUtc(Path.Combine(_rules.Path, "v1", "a.yaml"), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var data = Path.Combine(_rules.Path, "..data");
        Directory.CreateSymbolicLink(data, Path.Combine(_rules.Path, "v1"));
        File.CreateSymbolicLink(Path.Combine(_rules.Path, "a.yaml"), Path.Combine(data, "a.yaml"));
        _rules.Book.Load();
        Assert.Equal("a:v1", _rules.InForce);

        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, Path.Combine(_rules.Path, "v2"));
        _rules.Book.Load();
        Assert.Equal("a:v2", _rules.InForce);
    }
}
