using Notifications.Rules.Backend;

namespace Notifications.Rules.Storing;

/// <summary>The rules of one site: writes those that come by API, and tells what is in force.</summary>
[GrainType("rules")]
internal sealed class RulesGrain(RuleBook book, BackendCatalog backends, IRuleStore store, TimeProvider time) : Grain, IRulesGrain
{
    private string Site => this.GetPrimaryKeyString();

    public Task<RuleOverview> List() => Task.FromResult(RuleOverviews.Of(book.State, backends, Site));

    public Task<RuleInForce?> Find(string key) => Task.FromResult(RuleOverviews.Find(book.State, backends, Site, key));

    public Task<RuleVersion?> Read(string key, long? version) => store.ReadAsync(Site, key, version);

    public Task<IReadOnlyList<RuleVersion>> ListVersions(string key, long? before) =>
        store.ReadVersionsAsync(Site, key, before, RuleLimits.MaxListedVersions);

    public async Task<RuleWritten> Put(string key, string text, RuleWriting writing)
    {
        var content = StoredRuleText.Read(Site, key, text);
        if (content.Errors.Count > 0)
            return new RuleWritten { Outcome = RuleOutcome.Invalid, Errors = [.. content.Errors.Select(RuleOverviews.Of)] };
        return book.State.FileOf(Site, key) is { } file
            ? new RuleWritten { Outcome = RuleOutcome.StatedByFile, File = file }
            : await AppendAsync(key, text, writing);
    }

    public async Task<RuleWritten> RollBack(string key, long version, RuleWriting writing) =>
        await store.ReadAsync(Site, key, version) is { Text: { } text }
            ? await Put(key, text, writing)
            : new RuleWritten { Outcome = RuleOutcome.NotFound };

    public Task<RuleWritten> Delete(string key, RuleWriting writing) => AppendAsync(key, text: null, writing);

    private async Task<RuleWritten> AppendAsync(string key, string? text, RuleWriting writing)
    {
        var newest = await store.ReadAsync(Site, key, version: null);
        if (newest is null && text is null)
            return new RuleWritten { Outcome = RuleOutcome.NotFound };
        if (newest is not null && newest.Text == text && MayBe(newest, writing))
            return new RuleWritten { Outcome = RuleOutcome.Unchanged, Newest = newest };
        var present = newest is { Deleted: false } ? newest.Version : 0;
        if (writing.Expected is { } expected && expected != present)
            return new RuleWritten { Outcome = RuleOutcome.NotExpected, Newest = newest };
        if (present == 0 && await store.CountAsync(Site) >= RuleLimits.MaxRules)
            return new RuleWritten { Outcome = RuleOutcome.TooMany };

        var version = new RuleVersion
        {
            Key = key,
            Version = (newest?.Version ?? 0) + 1,
            Deleted = text is null,
            Text = text,
            Author = writing.Author,
            WrittenAt = time.GetUtcNow(),
            Comment = writing.Comment,
        };
        await store.AppendAsync(Site, version);
        // In force here at once; other silos look for changes several times a second.
        await book.TryLoadStoredAsync();
        return new RuleWritten { Outcome = RuleOutcome.Written, Newest = version };
    }

    // A change that is repeated because its answer was lost expects the version before its own.
    private static bool MayBe(RuleVersion newest, RuleWriting repeated) =>
        repeated.Expected is not { } expected
        || expected == newest.Version
        || (expected == newest.Version - 1 && repeated.Author == newest.Author);
}
