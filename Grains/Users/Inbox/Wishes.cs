using Notifications.Subjects;
using Notifications.Users.Preferences;

namespace Notifications.Users.Inbox;

/// <summary>Keeps how the user wants to be told.</summary>
internal sealed class Wishes(UserContext context, DueWork due, Admission admission)
{
    public Task<PreferencesAnswer> SetAsync(UserPreferences preferences, string? ifVersion = null) => ChangeAsync(before =>
    {
        if (preferences.Mutes.Any(IsOver))
            preferences = preferences with { Mutes = [.. preferences.Mutes.Where(mute => !IsOver(mute))] };
        if (ifVersion is null || ifVersion == PreferencesVersion.Of(before))
            return (PreferencesOutcome.Done, preferences);
        // Whoever asks again after no answer came finds what he wanted.
        return PreferencesVersion.Of(preferences) == PreferencesVersion.Of(before)
            ? (PreferencesOutcome.Done, before)
            : (PreferencesOutcome.ChangedMeanwhile, before);
    });

    public Task<PreferencesAnswer> MuteAsync(Mute mute) => ChangeAsync(before =>
    {
        if (before.Mutes.Contains(mute))
            return (PreferencesOutcome.Done, before);
        Mute[] others = [.. before.Mutes.Where(other => other.Subject != mute.Subject && !IsOver(other))];
        return others.Length < UserPreferences.MaxEntries
            ? (PreferencesOutcome.Done, before with { Mutes = [.. others, mute] })
            : (PreferencesOutcome.TooManyMutes, before);
    });

    public Task<PreferencesAnswer> UnmuteAsync(Subject subject) => ChangeAsync(before =>
    {
        Mute[] others = [.. before.Mutes.Where(other => other.Subject != subject.ToString())];
        return (PreferencesOutcome.Done, others.Length < before.Mutes.Count ? before with { Mutes = others } : before);
    });

    public EffectivePreference Effective(PreferenceQuestion question) =>
        PreferenceRules.Evaluate(context.Preferences, question, context.Now);

    private bool IsOver(Mute mute) => mute.Until <= context.Now;

    /// <summary>Writes what becomes of the preferences, in one's turn; nothing where they stay the same ones.</summary>
    private Task<PreferencesAnswer> ChangeAsync(Func<UserPreferences, (PreferencesOutcome Outcome, UserPreferences Preferences)> change) =>
        context.InTurnAsync(async () =>
        {
            if (await admission.IsRefusedAsync())
                return new PreferencesAnswer(PreferencesOutcome.Erased, UserPreferences.None);
            var (outcome, preferences) = change(context.Preferences);
            if (!ReferenceEquals(preferences, context.Preferences))
                await WriteAsync(preferences);
            return new PreferencesAnswer(outcome, context.Preferences);
        });

    private async Task WriteAsync(UserPreferences preferences)
    {
        await due.EndQuietAsync();
        var until = QuietUntil(preferences);
        await context.CommitAsync(
            context.Commit(due: until) with
            {
                IsWrittenAnyway = true,
                Changes = 1,
                Memory = context.State.Memory with { Preferences = preferences },
                QuietUntil = until,
            },
            done => [new UserChange { Sequence = done.Version, Kind = UserChangeKind.Preferences }]);
        // Whoever ends the quiet time wants to know what came in it.
        await due.EndQuietAsync();
    }

    /// <summary>When the quiet time that something came in ends now.</summary>
    private DateTimeOffset? QuietUntil(UserPreferences preferences)
    {
        if (context.State.QuietUntil is null)
            return null;
        var stretch = preferences.Quiet is { } quiet ? QuietCalendar.Of(quiet).At(context.Now) : default;
        // One that never ends keeps its old end: what came is told some day.
        return stretch.IsQuiet ? stretch.Until ?? context.State.QuietUntil : context.Now;
    }
}
