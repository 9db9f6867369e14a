using Notifications.Live;
using Notifications.Users;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;

namespace Notifications.Inbox;

/// <summary>A notification of an inbox as the browser gets it; the fields are those of <see cref="InboxItem"/> and its flag.</summary>
internal sealed record WireItem : WireFlag
{
    private WireItem(InboxItem item, FlagText? text)
        : base(item.Flag, text)
    {
        Sequence = item.Sequence;
        Subject = item.Subject.ToString();
        Source = item.Source;
        Reasons = item.Reasons;
        (Seen, Read, Archived, Saved) = (item.Seen, item.Read, item.Archived, item.Saved);
        (SnoozedUntil, SnoozedFor) = (item.SnoozedUntil, item.SnoozedFor);
    }

    public long Sequence { get; }
    public string Subject { get; }
    public string Source { get; }
    public IReadOnlyList<string> Reasons { get; }
    public bool Seen { get; }
    public bool Read { get; }
    public bool Archived { get; }
    public bool Saved { get; }
    public DateTimeOffset? SnoozedUntil { get; }
    public string? SnoozedFor { get; }

    public static WireItem Of(InboxItem item, FlagText? text) => new(item, text);

    /// <summary>What is not in the inbox yet, in its own texts.</summary>
    public static WireItem Of(KeptNotification waiting) => Of(
        new InboxItem
        {
            Sequence = 0,
            Flag = waiting.Flag,
            Subject = waiting.Subject,
            Source = waiting.Source,
            Reasons = waiting.Reasons,
        },
        text: null);
}

/// <summary>A change of an inbox as the browser gets it; the fields are those of <see cref="UserChange"/>.</summary>
internal sealed record WireChange
{
    public required long Sequence { get; init; }
    public required UserChangeKind Kind { get; init; }
    public WireItem? Item { get; init; }
    public InboxOperation? Operation { get; init; }
    public IReadOnlyList<string>? Ids { get; init; }
    public DateTimeOffset? Until { get; init; }
    public string? For { get; init; }
    public WireFlag? Digest { get; init; }

    /// <summary>Writes changes in the texts that were chosen for <see cref="FlagsOf"/>.</summary>
    public static IReadOnlyList<WireChange> Of(IReadOnlyList<UserChange> changes, FlagTexts texts)
    {
        var written = new WireChange[changes.Count];
        var flag = 0;
        for (var i = 0; i < written.Length; i++)
            written[i] = Of(changes[i], FlagOf(changes[i]) is null ? null : texts.Of(flag++));
        return written;
    }

    /// <summary>Writes changes for one session.</summary>
    public static IReadOnlyList<WireChange> Of(IReadOnlyList<UserChange> changes, PreferredLocales locales) =>
        Of(changes, FlagTexts.Choose(FlagsOf(changes), locales));

    /// <summary>The flags in changes, in their order.</summary>
    public static IReadOnlyList<Flag> FlagsOf(IReadOnlyList<UserChange> changes) => [.. changes.Select(FlagOf).OfType<Flag>()];

    private static Flag? FlagOf(UserChange change) => change.Item?.Flag ?? change.Digest;

    private static WireChange Of(UserChange change, FlagText? text) => new()
    {
        Sequence = change.Sequence,
        Kind = change.Kind,
        Item = change.Item is { } item ? WireItem.Of(item, text) : null,
        Operation = change.Kind == UserChangeKind.Changed ? change.Operation : null,
        Ids = change.Ids.Count > 0 ? change.Ids : null,
        Until = change.Until,
        For = change.For,
        Digest = change.Digest is { } digest ? WireFlag.Of(digest, text) : null,
    };
}

/// <summary>The message <c>inbox</c>.</summary>
/// <param name="Previous">The sequence before the first of <paramref name="Changes"/>.</param>
/// <param name="Position">Where the inbox stands after them.</param>
/// <param name="Counts">The counts after them.</param>
/// <param name="Changes">In their order.</param>
/// <param name="Closed">Flags that another session closed.</param>
internal sealed record InboxMessage(
    long Previous, UserPosition Position, UserCounts Counts, IReadOnlyList<WireChange> Changes, IReadOnlyList<string>? Closed = null);

/// <summary>What a session missed.</summary>
/// <param name="Position">Where the messages to this session go on.</param>
/// <param name="Counts">As of that position.</param>
/// <param name="Complete">Whether <paramref name="Missed"/> is everything between its own position and that one.</param>
/// <param name="Missed">In their order.</param>
/// <param name="Preferences">The preferences, where it attaches.</param>
internal sealed record InboxMissed(
    UserPosition Position, UserCounts Counts, bool Complete, IReadOnlyList<WireChange> Missed, WirePreferences? Preferences = null);

/// <summary>A page of an inbox.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">The cursor of the next page; none on the last.</param>
/// <param name="Position">What the page is at least as new as.</param>
/// <param name="Counts">As of <paramref name="Position"/>.</param>
internal sealed record WirePage(IReadOnlyList<WireItem> Items, string? Next, UserPosition Position, UserCounts Counts);
