namespace Notifications.Users.Identities;

/// <summary>The names that stay a person's for ever. Any other may be given to somebody else in time.</summary>
internal static class LastingKinds
{
    public static bool IsLasting(this IdentifierKind kind) =>
        kind is IdentifierKind.AccountId or IdentifierKind.Key or IdentifierKind.UserKey;
}
