using Notifications.Users.Preferences;

namespace Notifications.Live;

/// <summary>
/// Which flags of an event the preferences of their recipients leave. Made for an event by the first session that has
/// preferences: most have none.
/// </summary>
internal sealed class WantedFlags(LiveFlags flags, TimeProvider time)
{
    private readonly DateTimeOffset _now = time.GetUtcNow();
    private readonly PreferenceQuestion?[] _questions = new PreferenceQuestion?[Math.Min(flags.Flags.Count, LiveFlags.MaxFlags)];

    /// <summary>Those flags that a user wants to be shown now, of those that the user may see.</summary>
    public ulong Of(ulong visible, string user, UserPreferences preferences)
    {
        for (var i = 0; i < _questions.Length; i++)
        {
            var flag = 1UL << i;
            if ((visible & flag) != 0 && !PreferenceRules.Decide(preferences, Question(i), ReasonsOf(flags.Flags[i], user), _now).Show)
                visible &= ~flag;
        }

        return visible;
    }

    private PreferenceQuestion Question(int index) => _questions[index] ??= new PreferenceQuestion
    {
        Rule = flags.Flags[index].Flag.Rule,
        Source = flags.Source,
        Subject = flags.Subject,
        Places = flags.Places,
        Type = flags.Flags[index].Flag.Type,
        Critical = flags.Flags[index].Flag.Critical,
    };

    private static IReadOnlyList<string> ReasonsOf(AddressedFlag flag, string user)
    {
        for (var i = 0; i < flag.Users.Count; i++)
        {
            if (flag.Users[i] == user)
                return flag.ReasonsOf(i);
        }

        return [];
    }
}
