using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.Recording;
using Notifications.Users.Inbox;

namespace Notifications.Rules.Filtering;

/// <summary>Finds which of <see cref="SnoozeWords"/> an event makes true, so that what is snoozed for them comes back.</summary>
internal static class SnoozeNews
{
    private const string Done = "done";

    private static readonly EventPath Category = new("issue", "fields", "status", "statusCategory", "key");
    private static readonly IReadOnlyList<string> Updated = [SnoozeWords.Updated];
    private static readonly IReadOnlyList<string> Commented = [SnoozeWords.Commented, SnoozeWords.Updated];

    /// <summary>The words, in the order of <see cref="SnoozeWords.All"/>; none where nothing about the subject changed.</summary>
    public static IReadOnlyList<string> Of(Event @event)
    {
        // Digests, answers and publications are about news, and are none.
        if (OwnEvents.IsOwn(@event) || Has(@event.Type, ":viewed:"))
            return [];
        if (Has(@event.Type, ":commented:") || Has(@event.Type, ":created:comment"))
            return Commented;
        // Most events have no change log, and are not parsed for it.
        if (@event.Data.AsSpan().IndexOf("\"changelog\""u8) < 0)
            return Updated;
        try
        {
            return Changed(@event.Data);
        }
        catch (JsonException)
        {
            // Its own decision reports that.
            return Updated;
        }
    }

    private static IReadOnlyList<string> Changed(byte[] data)
    {
        using var changelog = Changelog(data);
        var (isResolved, isReopened, isMoved) = (false, false, false);
        foreach (var item in changelog?.RootElement.At("items").Items() ?? [])
        {
            switch (item.At("fieldId").Text() ?? item.At("field").Text())
            {
                case "resolution":
                    var (before, after) = (Has(item, "from", "fromString"), Has(item, "to", "toString"));
                    isResolved |= after && !before;
                    isReopened |= before && !after;
                    break;
                case "status":
                    isMoved = true;
                    break;
            }
        }

        // Not every workflow sets a resolution.
        isResolved |= isMoved && !isReopened && IsDone(data);
        var news = (isResolved, isReopened, isMoved);
        return news == default ? Updated :
        [
            .. isResolved ? [SnoozeWords.Resolved] : (string[])[],
            .. isReopened ? [SnoozeWords.Reopened] : (string[])[],
            .. isMoved ? [SnoozeWords.StatusChanged] : (string[])[],
            SnoozeWords.Updated,
        ];
    }

    private static JsonDocument? Changelog(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals("changelog"u8);
            reader.Read();
            if (isIt)
                return JsonDocument.ParseValue(ref reader);
            reader.Skip();
        }

        return null;
    }

    private static bool IsDone(byte[] data)
    {
        using var whole = JsonDocument.Parse(data);
        return Category.Text(whole.RootElement) == Done;
    }

    private static bool Has(JsonElement item, string id, string name) =>
        !string.IsNullOrEmpty(item.At(id).Text()) || !string.IsNullOrEmpty(item.At(name).Text());

    private static bool Has(string type, string part) => type.Contains(part, StringComparison.Ordinal);
}
