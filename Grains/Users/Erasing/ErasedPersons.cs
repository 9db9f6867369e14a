using Notifications.Users.Identities;

namespace Notifications.Users.Erasing;

/// <summary>This silo's copy of who was erased. It is read before the copy of who is who, so that it is never behind that.</summary>
internal sealed class ErasedPersons(IErasureStore store, IdentityDirectory directory)
{
    private long _version = -1;

    /// <summary>Takes over what has changed in the store. For one caller at a time.</summary>
    public async Task RefreshAsync()
    {
        if (await store.ReadAsync(_version) is not { } erasures)
            return;
        directory.Erased.Take(erasures);
        _version = erasures.Version;
    }

    /// <summary>Whether these names of one person are those of somebody who was erased.</summary>
    public bool IsErased(string site, IReadOnlyList<Identifier> names) => directory.Erased.IsErased(site, names);

    /// <summary>Whether a user id is that of somebody who was erased, or a name of one who is known by no other.</summary>
    public bool IsErased(string site, string user) => directory.Erased.IsErasedId(site, user)
        // Who is not known is told by the first name that an event gives.
        || (directory.Find(site, IdentifierKind.Sub, user) is null && directory.Erased.IsErasedName(site, user));
}
