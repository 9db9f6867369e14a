using Notifications.Cluster;
using Notifications.Live;
using Notifications.Users;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;

namespace Notifications.Inbox;

/// <summary>Whose inbox, and in which languages it is read. Whoever makes one has authorised it.</summary>
internal sealed record InboxOwner(string Site, string User, PreferredLocales Locales);

/// <summary>What can be done with an inbox and its owner's preferences, by hub and by REST: validated, bounded, and then asked of the user context.</summary>
/// <remarks>Each throws <see cref="RefusedException"/> for what it doesn't take, and <see cref="ClusterUnavailableException"/>.</remarks>
internal sealed class InboxCalls(UserContexts contexts, TimeProvider time)
{
    public async Task<WirePage> ListAsync(InboxOwner owner, ListRequest request)
    {
        var query = InboxReading.Query(owner, request);
        var page = await contexts.ListAsync(owner.Site, owner.User, query);
        var texts = FlagTexts.Choose([.. page.Items.Select(item => item.Flag)], owner.Locales);
        return new WirePage(
            [.. page.Items.Select((item, index) => WireItem.Of(item, texts.Of(index)))],
            page.Next is { } next ? InboxCursor.Write(owner, query, next) : null,
            page.Position,
            page.Counts);
    }

    public Task<InboxChanged> ChangeAsync(InboxOwner owner, ChangeRequest request) =>
        contexts.ChangeAsync(owner.Site, owner.User, InboxReading.Order(request, time.GetUtcNow()));

    public Task AcknowledgeAsync(InboxOwner owner, AcknowledgeRequest request) =>
        contexts.AcknowledgeAsync(owner.Site, owner.User, InboxReading.Receipt(request));

    public async Task<UserCounts> CountsAsync(InboxOwner owner) =>
        (await contexts.ReplayAsync(owner.Site, owner.User, after: null)).Standing.Counts;

    public async Task<WirePreferences> PreferencesAsync(InboxOwner owner) =>
        WirePreferences.Of(await contexts.PreferencesAsync(owner.Site, owner.User));

    public async Task<WirePreferences> SetPreferencesAsync(InboxOwner owner, WirePreferences? preferences, string place) => PreferencesReading.Answer(
        await contexts.SetPreferencesAsync(
            owner.Site, owner.User, PreferencesReading.Read(preferences, time.GetUtcNow(), place), Fields.Name(preferences?.Version, $"{place}.version")), place);

    public async Task<WirePreferences> MuteAsync(InboxOwner owner, MuteRequest request) => PreferencesReading.Answer(
        await contexts.MuteAsync(owner.Site, owner.User, PreferencesReading.Mute(request, time.GetUtcNow())), "$");

    public async Task<WirePreferences> UnmuteAsync(InboxOwner owner, UnmuteRequest request) => PreferencesReading.Answer(
        await contexts.UnmuteAsync(owner.Site, owner.User, Fields.RequiredSubject(request.Subject, "$.subject")), "$");

    public async Task<WireEffective> EffectiveAsync(InboxOwner owner, EffectiveRequest request) =>
        WireEffective.Of(await contexts.EffectiveAsync(owner.Site, owner.User, PreferencesReading.Question(request)));

    /// <summary>Takes what is about a subject out of the inbox.</summary>
    public Task<long> WithdrawAsync(InboxOwner owner, string? subject) =>
        contexts.WithdrawAsync(owner.Site, owner.User, Fields.RequiredSubject(subject, "$.subject"));
}
