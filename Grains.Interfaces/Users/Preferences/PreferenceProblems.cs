using System.Globalization;
using Notifications.Subjects;

namespace Notifications.Users.Preferences;

/// <summary>Something that preferences must not say.</summary>
/// <param name="Place">Where: <c>mutes[3].subject</c>.</param>
/// <param name="Message">What is wrong, and what to write.</param>
public readonly record struct PreferenceProblem(string Place, string Message);

/// <summary>Checks preferences before they are set.</summary>
public static class PreferenceProblems
{
    /// <summary>The most quiet times.</summary>
    public const int MaxTimes = 50;

    /// <summary>The most characters of a rule's key, a reason, or a source's name.</summary>
    public const int MaxKey = 255;

    /// <summary>The most problems that are told at once.</summary>
    public const int MaxProblems = 20;

    /// <summary>What is wrong with preferences, in the order in which they are written; nothing where they may be set.</summary>
    public static IReadOnlyList<PreferenceProblem> Of(UserPreferences preferences)
    {
        var problems = new List<PreferenceProblem>();
        foreach (var problem in All(preferences))
        {
            problems.Add(problem);
            if (problems.Count == MaxProblems)
                break;
        }

        return problems;
    }

    private static IEnumerable<PreferenceProblem> All(UserPreferences preferences) =>
        List(preferences.Choices, "choices", UserPreferences.MaxEntries, OfChoice)
            .Concat(Twice(preferences.Choices, "choices", choice => (choice.Scope, choice.Key), "There is a choice for this already."))
            .Concat(List(preferences.Mutes, "mutes", UserPreferences.MaxEntries, OfMute))
            .Concat(Twice(preferences.Mutes, "mutes", mute => mute.Subject, "This is muted already."))
            .Concat(preferences.Quiet is { } quiet ? OfQuiet(quiet) : []);

    private static IEnumerable<PreferenceProblem> OfChoice(PreferenceChoice choice)
    {
        if (!Enum.IsDefined(choice.Scope))
            yield return new("scope", "Write rule, reason or source.");
        if (string.IsNullOrWhiteSpace(choice.Key) || choice.Key.Length > MaxKey || choice.Key.Any(char.IsControl))
            yield return new("key", string.Create(CultureInfo.InvariantCulture, $"Write the rule's key, the reason or the source's name: 1 to {MaxKey} characters."));
        if (choice is { Show: null, Keep: null })
            yield return new("", "Say 'show', 'keep' or both; or leave it out.");
    }

    private static IEnumerable<PreferenceProblem> OfMute(Mute mute)
    {
        if (!Subject.TryParse(mute.Subject, out _))
            yield return new("subject", "This is no subject. Write source:kind:id, such as jira:issue:ABC-12 or jira:project:ABC.");
    }

    private static IEnumerable<PreferenceProblem> OfQuiet(QuietHours quiet)
    {
        if (TimeZoneName.Find(quiet.TimeZone) is null)
            yield return new("quiet.timeZone", "This zone is not known. Write its IANA name, such as Europe/Berlin.");
        if (quiet.Times is null or [])
            yield return new("quiet.times", "Say at least one time; or leave 'quiet' out.");
        foreach (var problem in List(quiet.Times, "quiet.times", MaxTimes, OfTime))
            yield return problem;
        if (quiet.Except is { } except && !Enum.IsDefined(except))
            yield return new("quiet.except", "Write info, success, warning or error.");
    }

    private static IEnumerable<PreferenceProblem> OfTime(QuietTime time)
    {
        if (time.Days is null or [])
            yield return new("days", "Say at least one day.");
        else if (time.Days.Any(day => !Enum.IsDefined(day)))
            yield return new("days", "Write monday, tuesday, wednesday, thursday, friday, saturday or sunday.");
        else if (time.Days.Distinct().Count() != time.Days.Count)
            yield return new("days", "A day is there twice.");
        if (time.From == time.To && time.From != TimeOnly.MinValue)
            yield return new("to", "It ends when it begins. For a whole day write 00:00 to 00:00.");
    }

    // What is bound from JSON may hold null where the types say there is none.
    private static IEnumerable<PreferenceProblem> List<T>(
        IReadOnlyList<T>? entries, string place, int most, Func<T, IEnumerable<PreferenceProblem>> check)
    {
        if (entries is null)
            return [new(place, "This is a list.")];
        if (entries.Count > most)
            return [new(place, string.Create(CultureInfo.InvariantCulture, $"There are {entries.Count} entries; at most {most} are kept."))];
        return entries.SelectMany((entry, index) => entry is null
            ? [new PreferenceProblem(At(place, index), "This is null.")]
            : check(entry).Select(problem => problem with { Place = At(place, index) + (problem.Place.Length == 0 ? "" : $".{problem.Place}") }));
    }

    private static IEnumerable<PreferenceProblem> Twice<T, TKey>(IReadOnlyList<T>? entries, string place, Func<T, TKey> key, string message)
    {
        if (entries is null || entries.Count > UserPreferences.MaxEntries)
            yield break;
        var known = new HashSet<TKey>();
        foreach (var (index, entry) in entries.Index())
        {
            if (entry is not null && !known.Add(key(entry)))
                yield return new(At(place, index), message);
        }
    }

    private static string At(string place, int index) => string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]");
}
