namespace Notifications.Users.Preferences;

/// <summary>What became of a change of a user's preferences.</summary>
/// <param name="Outcome">Whether it was done, or why not.</param>
/// <param name="Preferences">As they are now.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.PreferencesAnswer")]
public sealed record PreferencesAnswer([property: Id(0)] PreferencesOutcome Outcome, [property: Id(1)] UserPreferences Preferences);

/// <summary>Whether a change of preferences was done, or why not.</summary>
[Alias("notifications.PreferencesOutcome")]
public enum PreferencesOutcome
{
    /// <summary>They are as they were asked to be.</summary>
    Done,

    /// <summary>They are not any more as whoever asked has read them.</summary>
    ChangedMeanwhile,

    /// <summary>There are <see cref="UserPreferences.MaxEntries"/> mutes already.</summary>
    TooManyMutes,

    /// <summary>The user was erased, and nothing is kept.</summary>
    Erased,
}
