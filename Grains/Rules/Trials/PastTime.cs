using System.Globalization;
using System.Text.RegularExpressions;

namespace Notifications.Rules.Trials;

/// <summary>Reads a moment of the past: a time such as <c>2026-11-23T08:00:00Z</c>, or how long ago, such as <c>7d</c>.</summary>
internal static partial class PastTime
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static bool TryRead(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        if (DateTimeOffset.TryParseExact(
                text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time))
            return true;
        if (Ago().Match(text) is not { Success: true } ago)
            return false;
        var count = int.Parse(ago.Groups["count"].ValueSpan, CultureInfo.InvariantCulture);
        time = now - ago.Groups["unit"].Value switch
        {
            "d" => TimeSpan.FromDays(count),
            "h" => TimeSpan.FromHours(count),
            "m" => TimeSpan.FromMinutes(count),
            _ => TimeSpan.FromSeconds(count),
        };
        return true;
    }

    [GeneratedRegex(@"^(?<count>[0-9]{1,5})(?<unit>[dhms])\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Ago();
}
