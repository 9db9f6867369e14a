using System.Globalization;
using System.Text.Json;
using Notifications.Webhooks.Json;

namespace Notifications.Webhooks;

/// <summary>When something happened, by what a hook says, as far as that can be believed.</summary>
internal static class EventTime
{
    // Jira is of 2002. Whatever lies outside was seconds taken for milliseconds, or worse.
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The time of <c>timestamp</c> or <c>eventCreatedDate</c>, else of receipt.</summary>
    public static DateTimeOffset Of(Hook hook) =>
        Read(hook.Root.At("timestamp")) ?? Read(hook.Root.At("eventCreatedDate")) ?? hook.Received;

    /// <summary>A time that another format has read already, else of receipt.</summary>
    public static DateTimeOffset Of(DateTimeOffset? time, DateTimeOffset received) => Believable(time) ?? received;

    /// <summary>Milliseconds since 1970, as JavaScript and Forge write them.</summary>
    public static string Milliseconds(DateTimeOffset time) =>
        time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? Read(JsonElement element)
    {
        if (element.Text() is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return milliseconds >= Earliest.ToUnixTimeMilliseconds() && milliseconds < Latest.ToUnixTimeMilliseconds()
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Believable(time)
            : null;
    }

    private static DateTimeOffset? Believable(DateTimeOffset? time) => time >= Earliest && time < Latest ? time : null;
}
