using System.Globalization;

namespace Notifications.Users.Preferences;

/// <summary>Says in words what preferences make of a notification, and why.</summary>
internal static class PreferenceTexts
{
    public static string Explain(
        in PreferenceVerdict verdict, UserPreferences preferences, PreferenceQuestion question, DateTimeOffset now)
    {
        switch (verdict.Cause)
        {
            case PreferenceCause.Critical:
                return $"told because {question.Rule} is critical, whatever you chose";
            case PreferenceCause.MutedSubject or PreferenceCause.MutedPlace:
                return $"muted because you muted {verdict.Mute!.Subject}";
            case PreferenceCause.Quiet:
                return Join(Quiet(verdict, preferences.Quiet!, now), Kept(verdict));
            case PreferenceCause.Rule:
                return "as the rule says";
            default:
                return Join(Shown(verdict), Kept(verdict));
        }
    }

    private static string Quiet(in PreferenceVerdict verdict, QuietHours quiet, DateTimeOffset now)
    {
        var calendar = QuietCalendar.Of(quiet);
        if (verdict.Until is not { } until || calendar.Wall(until) is not { } wall)
            return $"no flag because it is always quiet ({quiet.TimeZone})";
        // A time of day is not clear any more where it comes twice.
        var format = until - now < TimeSpan.FromDays(1) ? "HH:mm" : "dddd HH:mm";
        return $"no flag until {wall.ToString(format, CultureInfo.InvariantCulture)} because it is quiet ({quiet.TimeZone})";
    }

    private static string? Shown(in PreferenceVerdict verdict) =>
        verdict.ShowBy is { } by ? $"{(verdict.Show ? "a flag" : "no flag")} because you chose so for {NameOf(by)}" : null;

    private static string? Kept(in PreferenceVerdict verdict) =>
        verdict.KeepBy is { } by ? $"{(verdict.Keep ? "in the inbox" : "not in the inbox")} because you chose so for {NameOf(by)}" : null;

    private static string NameOf(PreferenceChoice choice) => choice.Scope switch
    {
        PreferenceScope.Rule => $"rule {choice.Key}",
        PreferenceScope.Reason => $"reason {choice.Key}",
        _ => $"source {choice.Key}",
    };

    private static string Join(params ReadOnlySpan<string?> parts) => string.Join("; ", parts.ToArray().OfType<string>());
}
