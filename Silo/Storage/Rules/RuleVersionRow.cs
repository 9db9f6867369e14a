using Notifications.Rules;

namespace Notifications.Storage.Rules;

/// <summary>A row of the table <c>rule_version</c>, as it is read.</summary>
internal sealed class RuleVersionRow
{
    public required string Site { get; init; }
    public required string Key { get; init; }
    public long Version { get; init; }
    public bool Deleted { get; init; }
    public string? Text { get; init; }
    public required string Author { get; init; }
    public long Written { get; init; }
    public string? Comment { get; init; }

    public RuleVersion ToVersion() => new()
    {
        Key = Key,
        Version = Version,
        Deleted = Deleted,
        Text = Text,
        Author = Author,
        WrittenAt = DateTimeOffset.FromUnixTimeMilliseconds(Written),
        Comment = Comment,
    };
}
