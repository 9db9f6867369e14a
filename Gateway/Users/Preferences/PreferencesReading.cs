using System.Globalization;
using Notifications.Inbox;
using Notifications.Live;
using Notifications.Tokens;

namespace Notifications.Users.Preferences;

/// <summary>Makes preferences, and questions about them, of requests, or refuses them with the place.</summary>
internal static class PreferencesReading
{
    private const int MaxReasons = 20;
    private const int MaxDays = 7;

    /// <summary>How far away the end of a mute may be. One that is past is no mute.</summary>
    private static readonly TimeSpan MaxMute = TimeSpan.FromDays(10 * 366);

    public static UserPreferences Read(WirePreferences? written, DateTimeOffset now, string place)
    {
        if (written is null)
            throw RefusedException.At(place, "Give the preferences; an object without anything means that none are wanted.");
        var preferences = new UserPreferences
        {
            Choices = List(written.Choices, UserPreferences.MaxEntries, $"{place}.choices", Choice),
            Mutes = List(written.Mutes, UserPreferences.MaxEntries, $"{place}.mutes", (mute, at) => Mute(mute, now, at)),
            Quiet = written.Quiet is { } quiet ? Quiet(quiet, $"{place}.quiet") : null,
        };
        if (PreferenceProblems.Of(preferences) is [var problem, ..])
            throw RefusedException.At($"{place}.{problem.Place}", problem.Message);
        return preferences;
    }

    public static Mute Mute(MuteRequest request, DateTimeOffset now) => new(
        Fields.RequiredSubject(request.Subject, "$.subject").ToString(), Fields.TimeToCome(request.Until, now, MaxMute, "$.until"));

    /// <summary>What is answered to whoever changed preferences, or why they were not changed.</summary>
    public static WirePreferences Answer(PreferencesAnswer answer, string place) => answer.Outcome switch
    {
        PreferencesOutcome.ChangedMeanwhile => throw new RefusedException(
            Refusals.PreferencesChanged, "The preferences have changed since they were read. Read them again.", $"{place}.version"),
        PreferencesOutcome.TooManyMutes => throw RefusedException.At(
            $"{place}.mutes", string.Create(CultureInfo.InvariantCulture, $"There are {UserPreferences.MaxEntries} mutes, and no more are kept. End one of them.")),
        PreferencesOutcome.Erased => throw new RefusedException(
            Refusals.UserErased, "The user was erased, and nothing is kept until an operator readmits the user."),
        _ => WirePreferences.Of(answer.Preferences),
    };

    public static PreferenceQuestion Question(EffectiveRequest request) => new()
    {
        Rule = Fields.RequiredName(request.Rule, "$.rule"),
        Source = Fields.RequiredName(request.Source, "$.source"),
        Subject = Fields.RequiredSubject(request.Subject, "$.subject"),
        Places = List(request.Places, MaxReasons, "$.places", static (subject, at) => Fields.RequiredSubject(subject, at)),
        Reasons = List(request.Reasons, MaxReasons, "$.reasons", static (reason, at) => Fields.RequiredName(reason, at)),
        Type = Words<FlagType>.ReadOptional(request.Type, "$.type") ?? FlagType.Info,
        Critical = request.Critical,
    };

    private static PreferenceChoice Choice(WireChoice choice, string place) => new(
        Words<PreferenceScope>.Read(choice.Scope, $"{place}.scope"), Fields.RequiredName(choice.Key, $"{place}.key"), choice.Show, choice.Keep);

    private static Mute Mute(WireMute mute, DateTimeOffset now, string place) => new(
        Fields.RequiredSubject(mute.Subject, $"{place}.subject").ToString(),
        Fields.TimeWithin(mute.Until, now, MaxMute, $"{place}.until"));

    private static QuietHours Quiet(WireQuiet quiet, string place) => new()
    {
        TimeZone = Fields.RequiredName(quiet.TimeZone, $"{place}.timeZone"),
        Times = List(quiet.Times, PreferenceProblems.MaxTimes, $"{place}.times", Time),
        Except = Words<FlagType>.ReadOptional(quiet.Except, $"{place}.except"),
    };

    private static QuietTime Time(WireQuietTime time, string place) => new(
        List(time.Days, MaxDays, $"{place}.days", Words<DayOfWeek>.Read), TimeOfDay(time.From, $"{place}.from"), TimeOfDay(time.To, $"{place}.to"));

    private static TimeOnly TimeOfDay(string? text, string place) =>
        TimeOnly.TryParseExact(text, WireQuietTime.Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw RefusedException.At(place, "Write a time of day as HH:mm, such as 18:00.");

    private static T[] List<TWritten, T>(IReadOnlyList<TWritten?>? list, int most, string place, Func<TWritten, string, T> read)
        where TWritten : class
    {
        if (list is null)
            return [];
        if (list.Count > most)
            throw RefusedException.At(place, string.Create(CultureInfo.InvariantCulture, $"There are {list.Count} entries; at most {most} are taken."));
        var values = new T[list.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]");
            values[i] = read(list[i] ?? throw RefusedException.At(at, "The entry is null. Give a value, or leave it out."), at);
        }

        return values;
    }
}
