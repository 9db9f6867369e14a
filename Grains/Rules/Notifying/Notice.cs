using Notifications.Live;
using Notifications.Rules.Templates;

namespace Notifications.Rules.Notifying;

/// <summary>What a rule notifies, whom and how: its <c>notify</c>.</summary>
internal sealed record Notice
{
    public required Recipients To { get; init; }

    /// <summary>Whether recipients who have the subject open see a flag.</summary>
    public required bool Show { get; init; }

    /// <summary>Whether recipients who are known by name find it in their inbox.</summary>
    public required Keeping Keep { get; init; }

    /// <summary>Whether the recipients' preferences are passed over.</summary>
    public bool Critical { get; init; }

    /// <summary>The locale of the texts here; <see langword="null"/> where they are for all.</summary>
    public string? Locale { get; init; }

    public required TextTemplate Title { get; init; }

    public TextTemplate? Description { get; init; }

    public FlagType Type { get; init; }

    public bool Bold { get; init; }

    public required bool AutoDismiss { get; init; }

    public IReadOnlyList<NoticeAction> Actions { get; init; } = [];

    /// <summary>The texts for other locales, complete: what is not written for one is another's.</summary>
    public IReadOnlyList<NoticeText> Translations { get; init; } = [];

    /// <summary>A notification with the key of an earlier one of the subject takes its place.</summary>
    public TextTemplate? DedupeKey { get; init; }

    public Throttle? Throttle { get; init; }

    public Digest? Digest { get; init; }
}

/// <summary>A button of a notice, with templates where the flag's action has text.</summary>
internal sealed record NoticeAction
{
    public required FlagActionKind Kind { get; init; }

    public required TextTemplate Text { get; init; }

    public TextTemplate? Url { get; init; }

    public string? Method { get; init; }

    public JsonTemplate? Body { get; init; }

    public string? EventName { get; init; }
}
