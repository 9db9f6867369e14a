namespace Notifications.Live;

/// <summary>A notification as a browser shows it. All text is text, never HTML.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.Flag")]
public sealed record Flag
{
    /// <summary>
    /// Identifies the notification within its recipient: a hash of site, event and rule, or of site, subject, rule and dedupe key.
    /// </summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Key of the rule that made it.</summary>
    [Id(1)] public required string Rule { get; init; }

    /// <summary>One line.</summary>
    [Id(2)] public required string Title { get; init; }

    /// <summary>More text; <see langword="null"/> where the title says all.</summary>
    [Id(3)] public string? Description { get; init; }

    /// <summary>What sort of news it is.</summary>
    [Id(4)] public FlagType Type { get; init; }

    /// <summary>Whether it is painted in its type's full colour.</summary>
    [Id(5)] public bool Bold { get; init; }

    /// <summary>Its buttons.</summary>
    [Id(6)] public IReadOnlyList<FlagAction> Actions { get; init; } = [];

    /// <summary>Whether it goes away by itself.</summary>
    [Id(7)] public bool IsAutoDismiss { get; init; }

    /// <summary>Whether it is in the recipient's inbox too.</summary>
    [Id(8)] public bool Kept { get; init; }

    /// <summary>When the event happened.</summary>
    [Id(9)] public required DateTimeOffset Time { get; init; }

    /// <summary>
    /// For a notification with a dedupe key the sequence of its event: one with the same id and a greater revision takes its
    /// place. 0 for others.
    /// </summary>
    [Id(10)] public long Revision { get; init; }

    /// <summary>How many like it were withheld from its recipients before it.</summary>
    [Id(12)] public int Withheld { get; init; }

    /// <summary>The texts for other locales; each session is sent one of them.</summary>
    [Id(11)] public IReadOnlyList<FlagText> Translations { get; init; } = [];

    /// <summary>The locale of the texts here; <see langword="null"/> where they are for all.</summary>
    [Id(13)] public string? Locale { get; init; }

    /// <summary>Whether it is in the recipient's inbox if no session acknowledges it in time.</summary>
    [Id(14)] public bool KeptWhenAway { get; init; }

    /// <summary>Whether the recipient's preferences are passed over.</summary>
    [Id(15)] public bool Critical { get; init; }
}

/// <summary>The texts of a notification for one locale.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.FlagText")]
public sealed record FlagText
{
    /// <summary>The locale, as <see cref="LocaleTag"/> has it.</summary>
    [Id(0)] public required string Locale { get; init; }

    /// <summary>One line.</summary>
    [Id(1)] public required string Title { get; init; }

    /// <summary>More text; <see langword="null"/> where the title says all.</summary>
    [Id(2)] public string? Description { get; init; }

    /// <summary>The texts of the buttons, one for each.</summary>
    [Id(3)] public IReadOnlyList<string> ActionTexts { get; init; } = [];
}

/// <summary>Forge's four sorts of flag.</summary>
[Alias("notifications.FlagType")]
public enum FlagType
{
    /// <summary>Mere information.</summary>
    Info,

    /// <summary>Something succeeded.</summary>
    Success,

    /// <summary>Something needs attention.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}

/// <summary>A button of a notification.</summary>
[GenerateSerializer, Immutable]
[Alias("notifications.FlagAction")]
public sealed record FlagAction
{
    /// <summary>The button's text.</summary>
    [Id(0)] public required string Text { get; init; }

    /// <summary>What the button does.</summary>
    [Id(1)] public required FlagActionKind Kind { get; init; }

    /// <summary>
    /// Where <see cref="FlagActionKind.Navigate"/>, <see cref="FlagActionKind.Open"/> and
    /// <see cref="FlagActionKind.Call"/> go: <c>https</c>, <c>http</c> or site-relative.
    /// </summary>
    [Id(2)] public string? Url { get; init; }

    /// <summary>The method of <see cref="FlagActionKind.Call"/>: POST, PUT, PATCH or DELETE.</summary>
    [Id(3)] public string? Method { get; init; }

    /// <summary>The JSON body of <see cref="FlagActionKind.Call"/>, or the payload of <see cref="FlagActionKind.Event"/>.</summary>
    [Id(4)] public string? Body { get; init; }

    /// <summary>The name that the page hears <see cref="FlagActionKind.Event"/> under.</summary>
    [Id(5)] public string? EventName { get; init; }
}

/// <summary>What a button does.</summary>
[Alias("notifications.FlagActionKind")]
public enum FlagActionKind
{
    /// <summary>Goes there in this tab.</summary>
    Navigate,

    /// <summary>Goes there in another tab.</summary>
    Open,

    /// <summary>Loads the page again, or lets the page renew itself.</summary>
    Refresh,

    /// <summary>Makes a REST request of the page's own site as the signed-in user.</summary>
    Call,

    /// <summary>Tells the page.</summary>
    Event,
}
