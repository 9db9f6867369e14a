using Notifications.Live;
using Orleans.Concurrency;

namespace Notifications.Users;

/// <summary>
/// One user's whole situation, and the only writer of it: what is kept for the user, the counts, the gateways
/// where the user is. Its key is made by <see cref="UserKey"/>; kept notifications reach it by stream.
/// </summary>
[Alias("notifications.IUserContextGrain")]
public interface IUserContextGrain : IGrainWithStringKey
{
    /// <summary>Says, or says again within <see cref="LiveLease"/>, that a gateway has sessions of this user.</summary>
    [Alias("Attach"), AlwaysInterleave]
    Task<UserCounts> Attach(ILiveGateway gateway);

    /// <summary>Says that a gateway has no sessions of this user any more.</summary>
    [Alias("Detach"), AlwaysInterleave]
    Task Detach(ILiveGateway gateway);
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

/// <summary>A user's counts as of a version, which grows with every change.</summary>
/// <param name="Unread">Notifications that are kept and not read.</param>
/// <param name="Version">Counts the changes of this user's context; a smaller one is older.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.UserCounts")]
public sealed record UserCounts([property: Id(0)] long Unread, [property: Id(1)] long Version);

/// <summary>A change of a user's context, for all of the user's sessions.</summary>
/// <param name="Site">The user's site.</param>
/// <param name="User">The user.</param>
/// <param name="Counts">The counts after the change.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.UserUpdate")]
public sealed record UserUpdate(
    [property: Id(0)] string Site, [property: Id(1)] string User, [property: Id(2)] UserCounts Counts);
