using Notifications.Users.Erasing;
using Notifications.Users.Identities;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>
/// What the row of an erased user's context is called: that there is one is needed, so that nothing is kept for that user any more,
/// and who it is has to be forgotten.
/// </summary>
internal static class Tombstone
{
    /// <summary>The name, which no user id can be: those have no line breaks.</summary>
    public static string Of(string site, string user) => $"erased\n{NameHash.Of(site, new Identifier(IdentifierKind.Sub, user))}";

    /// <summary>
    /// What the row is called after a commit. As long as something is left to do for it, that is done by whoever finds it, who has to
    /// know the user.
    /// </summary>
    public static string After(ContextCommit commit) => commit is { IsErased: true, Due: null } ? Of(commit.Site, commit.User) : commit.User;
}
