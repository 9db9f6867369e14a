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
    /// Adds its rules to those of the files before it. All or nothing: where its content has an error, or a key that
    /// one of those files has, its last good rules stay.
    /// </summary>
    public void AddTo(Dictionary<(string Site, string Key), (Rule Rule, string File)> inForce, DateTimeOffset now)
    {
        var errors = Content.Errors.Count > 0 ? Content.Errors : [.. FindTaken(inForce)];
        var loadedAt = Status.LoadedAt;
        if (errors.Count == 0 && (loadedAt is null || !ReferenceEquals(LastGood, Content.Rules)))
            (LastGood, loadedAt) = (Content.Rules, now);

        var added = LastGood.Count(rule => inForce.TryAdd((rule.Site, rule.Key), (rule, name)));
        Status = new RuleFileStatus(name, added, errors, loadedAt);
    }

    private IEnumerable<RuleFileError> FindTaken(Dictionary<(string Site, string Key), (Rule Rule, string File)> inForce)
    {
        foreach (var rule in Content.Rules)
        {
            if (inForce.TryGetValue((rule.Site, rule.Key), out var other))
            {
                yield return new RuleFileError(name, rule.Line, rule.Column,
                    $"The key '{rule.Key}' is taken by the rule in line {other.Rule.Line} of {other.File}.");
            }
        }
    }
}
