using System.Text.Json;
using System.Text.Json.Serialization;
using Notifications.Inbox;

namespace Notifications.Live;

/// <summary>What the browser passes to <c>attach</c>.</summary>
/// <param name="Token">A realtime token.</param>
/// <param name="Locales">The languages in which the user reads, best first.</param>
/// <param name="Inbox">Where the browser stands in the inbox, if it was there before.</param>
internal sealed record AttachRequest(string? Token, IReadOnlyList<string?>? Locales = null, WirePosition? Inbox = null);

/// <summary>What <c>attach</c> answers.</summary>
/// <param name="Site">The session's site.</param>
/// <param name="User">The session's user: whom the token's <c>sub</c> stands for.</param>
/// <param name="ExpiresAt">When the session ends without renewal.</param>
/// <param name="Inbox">Where the user's inbox stands and what the session missed of it, where the token permits it.</param>
internal sealed record AttachAnswer(string Site, string User, DateTimeOffset ExpiresAt, InboxMissed? Inbox);

/// <summary>What the browser passes to <c>renew</c>.</summary>
/// <param name="Token">A realtime token for the same site and user.</param>
internal sealed record RenewRequest(string? Token);

/// <summary>What <c>renew</c> answers.</summary>
/// <param name="ExpiresAt">When the session ends without another renewal.</param>
internal sealed record RenewAnswer(DateTimeOffset ExpiresAt);

/// <summary>What the browser passes to <c>subscribe</c>.</summary>
/// <param name="Subject">The subject, written.</param>
/// <param name="Position">Where the browser stands, if it was there before.</param>
internal sealed record SubscribeRequest(string? Subject, LivePosition? Position);

/// <summary>What <c>subscribe</c> answers.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Position">Where the subject stands.</param>
/// <param name="Complete">Whether <paramref name="Missed"/> is everything after the position passed.</param>
/// <param name="Missed">What came after that position.</param>
/// <param name="Presence">Who looks at the subject, where the token permits it and it is known already.</param>
internal sealed record SubscribeAnswer(
    string Subject, LivePosition Position, bool Complete, IReadOnlyList<FlagBatch> Missed, PresenceMessage? Presence = null);

/// <summary>What the browser passes to <c>unsubscribe</c>.</summary>
/// <param name="Subject">The subject, written.</param>
internal sealed record UnsubscribeRequest(string? Subject);

/// <summary>The message <c>resync</c>.</summary>
/// <param name="Subject">What the session has to subscribe to again.</param>
internal sealed record ResyncMessage(string Subject);

/// <summary>The message <c>ended</c>.</summary>
/// <param name="Code">Why.</param>
/// <param name="Message">What to do.</param>
/// <param name="Reconnect">Whether another connection can help.</param>
internal sealed record EndedMessage(string Code, string Message, bool Reconnect);

/// <summary>The message <c>flags</c>: the flags of one event that a session may see.</summary>
/// <param name="Subject">Their subject.</param>
/// <param name="Position">Their position.</param>
/// <param name="Flags">The flags.</param>
internal sealed record FlagBatch(string Subject, LivePosition Position, IReadOnlyList<WireFlag> Flags)
{
    /// <summary>Writes those flags that <paramref name="visible"/> holds, by bit, in the texts that were chosen for each.</summary>
    internal static FlagBatch Of(LiveFlags flags, ulong visible, FlagTexts texts) => new(
        flags.Subject.ToString(),
        flags.Position,
        [.. flags.Flags.Index().Where(entry => (visible & (1UL << entry.Index)) != 0).Select(entry => WireFlag.Of(entry.Item.Flag, texts.Of(entry.Index)))]);
}

/// <summary>A flag as the browser gets it; the fields are those of <see cref="Flag"/>.</summary>
internal record WireFlag
{
    protected WireFlag(Flag flag, FlagText? text)
    {
        Id = flag.Id;
        Rule = flag.Rule;
        Title = text is null ? flag.Title : text.Title;
        Description = text is null ? flag.Description : text.Description;
        Type = flag.Type;
        Appearance = flag.Bold ? flag.Type : null;
        Actions = [.. flag.Actions.Select((action, index) => WireAction.Of(action, text is null ? action.Text : text.ActionTexts[index]))];
        IsAutoDismiss = flag.IsAutoDismiss;
        Kept = flag.Kept;
        KeptWhenAway = flag.KeptWhenAway ? true : null;
        Time = flag.Time;
        Revision = flag.Revision == 0 ? null : flag.Revision;
        Withheld = flag.Withheld == 0 ? null : flag.Withheld;
    }

    public string Id { get; }
    public string Rule { get; }
    public string Title { get; }
    public string? Description { get; }
    public FlagType Type { get; }
    public FlagType? Appearance { get; }
    public IReadOnlyList<WireAction> Actions { get; }
    public bool IsAutoDismiss { get; }
    public bool Kept { get; }
    public bool? KeptWhenAway { get; }
    public DateTimeOffset Time { get; }
    public long? Revision { get; }
    public int? Withheld { get; }

    internal static WireFlag Of(Flag flag, FlagText? text) => new(flag, text);
}

/// <summary>A button as the browser gets it; the fields are those of <see cref="FlagAction"/>.</summary>
internal sealed record WireAction
{
    public required string Text { get; init; }
    public FlagActionKind Kind { get; init; }
    public string? Url { get; init; }
    public string? Method { get; init; }
    public JsonElement? Body { get; init; }
    public string? Event { get; init; }
    public JsonElement? Payload { get; init; }

    internal static WireAction Of(FlagAction action, string text) => new()
    {
        Text = text,
        Kind = action.Kind,
        Url = action.Url,
        Method = action.Method,
        Body = action.Kind == FlagActionKind.Call ? Json(action.Body) : null,
        Event = action.EventName,
        Payload = action.Kind == FlagActionKind.Event ? Json(action.Body) : null,
    };

    private static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
}

/// <summary>How the hub's JSON is written.</summary>
internal static class WireJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}
