namespace Notifications.Rules.Loading;

/// <summary>A file as the book knows it: its present content, and its last good rules.</summary>
internal sealed class LoadedFile(string name)
{
    public string Name => name;

    /// <summary>What it looked like when it was read; <see langword="null"/> to read it again.</summary>
    public RuleFileStamp? Stamp { get; set; }

    public required RuleFileContent Content { get; set; }

    /// <summary>The rules of its last good content.</summary>
    public IReadOnlyList<Rule> LastGood { get; private set; } = [];

    public RuleFileStatus Status { get; private set; } = new(name, 0, [], null);

    /// <summary>
    /// Adds its rules to those before it. All or nothing: where its content has an error, or a key that is taken, its last
    /// good rules stay.
    /// </summary>
    public void AddTo(RuleMerge merge, DateTimeOffset now)
    {
        var errors = Content.Errors.Count > 0 ? Content.Errors : [.. FindTaken(merge)];
        var loadedAt = Status.LoadedAt;
        if (errors.Count == 0 && (loadedAt is null || !ReferenceEquals(LastGood, Content.Rules)))
            (LastGood, loadedAt) = (Content.Rules, now);

        var added = LastGood.Count(rule => merge.TryAdd(rule, new RuleOrigin(name, Stored: null)));
        Status = new RuleFileStatus(name, added, errors, loadedAt);
    }

    private IEnumerable<RuleFileError> FindTaken(RuleMerge merge)
    {
        foreach (var rule in Content.Rules)
        {
            if (merge.OwnerOf(rule) is { } owner)
                yield return new RuleFileError(name, rule.Line, rule.Column, $"The key '{rule.Key}' is taken by {owner.Description}.");
        }
    }
}
