using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Notifications.Inbox;
using Notifications.Live;

namespace Notifications.Users.Preferences;

/// <summary>Preferences as the wire writes and reads them; the fields are those of <see cref="UserPreferences"/>.</summary>
internal sealed record WirePreferences
{
    public IReadOnlyList<WireChoice?>? Choices { get; init; }
    public IReadOnlyList<WireMute?>? Mutes { get; init; }
    public WireQuiet? Quiet { get; init; }

    /// <summary>Of <see cref="PreferencesVersion"/>; what is set with one takes the place of no other.</summary>
    public string? Version { get; init; }

    [return: NotNullIfNotNull(nameof(preferences))]
    public static WirePreferences? Of(UserPreferences? preferences) => preferences is null ? null : new()
    {
        Choices = [.. preferences.Choices.Select(choice => new WireChoice(Words<PreferenceScope>.Of(choice.Scope), choice.Key, choice.Show, choice.Keep))],
        Mutes = [.. preferences.Mutes.Select(mute => new WireMute(mute.Subject, mute.Until?.ToString("O", CultureInfo.InvariantCulture)))],
        Quiet = preferences.Quiet is { } quiet ? WireQuiet.Of(quiet) : null,
        Version = PreferencesVersion.Of(preferences),
    };
}

/// <summary>As <see cref="PreferenceChoice"/>.</summary>
internal sealed record WireChoice(string? Scope = null, string? Key = null, bool? Show = null, bool? Keep = null);

/// <summary>As <see cref="Mute"/>.</summary>
internal sealed record WireMute(string? Subject = null, string? Until = null);

/// <summary>As <see cref="QuietHours"/>.</summary>
internal sealed record WireQuiet(string? TimeZone = null, IReadOnlyList<WireQuietTime?>? Times = null, string? Except = null)
{
    public static WireQuiet Of(QuietHours quiet) => new(
        quiet.TimeZone,
        [.. quiet.Times.Select(WireQuietTime.Of)],
        quiet.Except is { } except ? Words<FlagType>.Of(except) : null);
}

/// <summary>As <see cref="QuietTime"/>; the times of day are <c>HH:mm</c>.</summary>
internal sealed record WireQuietTime(IReadOnlyList<string?>? Days = null, string? From = null, string? To = null)
{
    /// <summary>How a time of day is written.</summary>
    public const string Format = "HH:mm";

    public static WireQuietTime Of(QuietTime time) => new(
        [.. time.Days.Select(Words<DayOfWeek>.Of)],
        time.From.ToString(Format, CultureInfo.InvariantCulture),
        time.To.ToString(Format, CultureInfo.InvariantCulture));
}

/// <summary>What the browser passes to <c>setPreferences</c>.</summary>
/// <param name="Preferences">All of them.</param>
internal sealed record SetPreferencesRequest(WirePreferences? Preferences = null);

/// <summary>What the browser passes to <c>mute</c>.</summary>
/// <param name="Subject">A subject, or a project or space.</param>
/// <param name="Until">When it ends; for good where it is missing.</param>
internal sealed record MuteRequest(string? Subject = null, string? Until = null);

/// <summary>What the browser passes to <c>unmute</c>.</summary>
/// <param name="Subject">What is muted.</param>
internal sealed record UnmuteRequest(string? Subject = null);

/// <summary>What the browser passes to <c>effective</c>; the fields are those of <see cref="PreferenceQuestion"/>.</summary>
internal sealed record EffectiveRequest
{
    public string? Rule { get; init; }
    public string? Source { get; init; }
    public string? Subject { get; init; }
    public IReadOnlyList<string?>? Places { get; init; }
    public IReadOnlyList<string?>? Reasons { get; init; }
    public string? Type { get; init; }
    public bool Critical { get; init; }
}

/// <summary>As <see cref="EffectivePreference"/>.</summary>
internal sealed record WireEffective(bool Show, bool Keep, string Cause, string Explanation, DateTimeOffset? Until)
{
    public static WireEffective Of(EffectivePreference effective) => new(
        effective.Show, effective.Keep, Words<PreferenceCause>.Of(effective.Cause), effective.Explanation, effective.Until);
}
