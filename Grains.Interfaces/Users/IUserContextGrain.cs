using Notifications.Live;
using Notifications.Subjects;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;
using Orleans.Concurrency;

namespace Notifications.Users;

/// <summary>
/// One user's whole situation, and the only writer of it: the inbox, the counts, the preferences, the gateways where the user
/// is. Its key is made by <see cref="UserKey"/>; kept notifications reach it by stream.
/// </summary>
/// <remarks>
/// Every change has a sequence, which grows by one; it is told to the gateways once it is on disk. A call that changes something
/// may be repeated.
/// </remarks>
[Alias("notifications.IUserContextGrain")]
public interface IUserContextGrain : IGrainWithStringKey
{
    /// <summary>Says, or says again within <see cref="LiveLease"/>, that a gateway has sessions of this user.</summary>
    [Alias("Attach"), AlwaysInterleave]
    Task<UserStanding> Attach(AnnouncedGateway gateway);

    /// <summary>Says that a gateway has no sessions of this user any more.</summary>
    [Alias("Detach"), AlwaysInterleave]
    Task Detach(AnnouncedGateway gateway);

    /// <summary>What changed after a position, as far as it is remembered; otherwise where to begin anew.</summary>
    [Alias("Replay"), AlwaysInterleave]
    Task<UserReplay> Replay(UserPosition? after);

    /// <summary>Reads a page of the inbox, newest first.</summary>
    [Alias("List"), AlwaysInterleave]
    Task<InboxPage> List(InboxQuery query);

    /// <summary>Changes notifications of the inbox: many of them part by part, while other calls get in between.</summary>
    [Alias("Change"), AlwaysInterleave]
    Task<InboxChanged> Change(InboxOrder order);

    /// <summary>Says that the user opened a subject: what is about it is read. Answers with how many were not.</summary>
    [Alias("Opened"), AlwaysInterleave]
    Task<long> Opened(Subject subject);

    /// <summary>Says that flags were displayed, or closed, in one of the user's sessions.</summary>
    [Alias("Acknowledge")]
    Task Acknowledge(FlagReceipt receipt);

    /// <summary>The user's preferences.</summary>
    [Alias("GetPreferences"), AlwaysInterleave]
    Task<UserPreferences> GetPreferences();

    /// <summary>Replaces the user's preferences, which were checked before; with a version of <see cref="PreferencesVersion"/> only where they have that.</summary>
    [Alias("SetPreferences")]
    Task<PreferencesAnswer> SetPreferences(UserPreferences preferences, string? ifVersion);

    /// <summary>Mutes a subject or place, or changes until when it is; mutes whose time is over go.</summary>
    [Alias("Mute")]
    Task<PreferencesAnswer> Mute(Mute mute);

    /// <summary>Ends the mute of a subject or place.</summary>
    [Alias("Unmute")]
    Task<PreferencesAnswer> Unmute(Subject subject);

    /// <summary>Says what would become of a notification now, and why.</summary>
    [Alias("Effective"), AlwaysInterleave]
    Task<EffectivePreference> Effective(PreferenceQuestion question);

    /// <summary>Takes what is about a subject out of the inbox, because the user may not see it any more. Answers with how many there were.</summary>
    [Alias("Withdraw"), AlwaysInterleave]
    Task<long> Withdraw(Subject subject);

    /// <summary>Does what is due: wakes what is snoozed, tells the digest of a quiet time, removes what is too old.</summary>
    [Alias("DoDue")]
    Task DoDue();

    /// <summary>
    /// Keeps nothing for the user from now on, and removes what there is, as much as fits into a call; whether that was all of it.
    /// </summary>
    [Alias("Erase")]
    Task<bool> Erase();
}

/// <summary>The key of a user context: <c>site|user</c>.</summary>
public static class UserKey
{
    /// <summary>The grain key of a user of a site.</summary>
    public static string Of(string site, string user) => $"{site}|{user}";

    /// <summary>Takes a grain key apart.</summary>
    /// <exception cref="FormatException">The key was not made by <see cref="Of"/>.</exception>
    public static (string Site, string User) Read(string key)
    {
        var bar = key.IndexOf('|', StringComparison.Ordinal);
        return bar > 0 && bar < key.Length - 1
            ? (key[..bar], key[(bar + 1)..])
            : throw new FormatException($"'{key}' is not the key of a user.");
    }
}
