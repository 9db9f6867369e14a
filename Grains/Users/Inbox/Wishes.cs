using Notifications.Users.Preferences;

namespace Notifications.Users.Inbox;

/// <summary>Keeps how the user wants to be told.</summary>
internal sealed class Wishes(UserContext context, DueWork due, Admission admission)
{
    public Task<UserPreferences> SetAsync(UserPreferences preferences) => context.InTurnAsync(async () =>
    {
        if (await admission.IsRefusedAsync())
            return UserPreferences.None;
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
        return context.Preferences;
    });

    public EffectivePreference Effective(PreferenceQuestion question) =>
        PreferenceRules.Evaluate(context.Preferences, question, context.Now);

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
