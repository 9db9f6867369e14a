using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Notifications.Rules.Loading;

/// <summary>Reads a length of time: <c>90s</c>, <c>10m</c>, <c>1h</c>, <c>1d</c>, or ISO 8601 such as <c>PT10M</c>.</summary>
internal static partial class DurationText
{
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan Most = TimeSpan.FromDays(30);

    /// <summary>The length, or what is wrong with the text.</summary>
    public static (TimeSpan Length, string? Error) Read(string text)
    {
        if (Parse(text) is not { } length)
            return (default, $"can't be '{text}'. Write a length of time such as 90s, 10m, 1h or 1d, or PT10M.");
        return length < Least || length > Most
            ? (default, "must be between 1s and 30d.")
            : (length, null);
    }

    private static TimeSpan? Parse(string text)
    {
        if (Short.Match(text) is { Success: true } match)
        {
            var count = int.Parse(match.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            return match.Groups["unit"].Value switch
            {
                "s" => TimeSpan.FromSeconds(count),
                "m" => TimeSpan.FromMinutes(count),
                "h" => TimeSpan.FromHours(count),
                _ => TimeSpan.FromDays(count),
            };
        }

        // The pattern lets P and PT pass, which say nothing.
        return text.Length > 2 && IsoParts.IsMatch(text) && char.IsAsciiDigit(text[^2]) ? XmlConvert.ToTimeSpan(text) : null;
    }

    [GeneratedRegex(@"^(?<count>[0-9]{1,7})(?<unit>[smhd])\z", RegexOptions.NonBacktracking)]
    private static partial Regex Short { get; }

    // Months and years have no fixed length.
    [GeneratedRegex(
        @"^P([0-9]{1,7}D)?(T([0-9]{1,7}H)?([0-9]{1,7}M)?([0-9]{1,7}S)?)?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex IsoParts { get; }
}
