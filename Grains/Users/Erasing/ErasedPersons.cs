using System.Collections.Frozen;
using Notifications.Users.Identities;

namespace Notifications.Users.Erasing;

/// <summary>This silo's copy of who was erased. It is read before the copy of who is who, so that it is never behind that.</summary>
internal sealed class ErasedPersons(IErasureStore store, IdentityDirectory directory)
{
    private static readonly IdentifierKind[] Kinds = Enum.GetValues<IdentifierKind>();

    private volatile FrozenDictionary<string, Site> _sites = FrozenDictionary<string, Site>.Empty;
    private long _version = -1;

    /// <summary>Takes over what has changed in the store. For one caller at a time.</summary>
    public async Task RefreshAsync()
    {
        if (await store.ReadAsync(_version) is not { } erasures)
            return;
        _sites = erasures.Names.ToFrozenDictionary(site => site.Key, site => new Site([.. site]), StringComparer.Ordinal);
        _version = erasures.Version;
    }

    /// <summary>Whether these names of one person are those of somebody who was erased.</summary>
    public bool IsErased(string site, IReadOnlyList<Identifier> names)
    {
        if (!_sites.TryGetValue(site, out var erased))
            return false;
        var found = names.Select(name => (Name: name, Owner: erased.Owner(NameHash.Of(site, name)))).ToArray();
        return found.Any(one => one.Owner is not null && !IsAnother(one.Owner));

        // A name passes from one person to another; an account id or a key does not.
        bool IsAnother(string owner) => found.Any(one => one.Name.Kind.IsLasting() && one.Owner != owner && erased.Has(owner, one.Name.Kind));
    }

    /// <summary>Whether a user id is that of somebody who was erased, or a name of one who is known by no other.</summary>
    public bool IsErased(string site, string user)
    {
        if (!_sites.TryGetValue(site, out var erased))
            return false;
        if (erased.Owner(NameHash.Of(site, new Identifier(IdentifierKind.Sub, user))) is not null)
            return true;
        // Who is not known is told by the first name that an event gives.
        return directory.Find(site, IdentifierKind.Sub, user) is null
            && Kinds.Any(kind => erased.Owner(NameHash.Of(site, new Identifier(kind, user))) is not null);
    }

    private sealed class Site(IReadOnlyList<ErasedName> names)
    {
        private readonly FrozenDictionary<string, string> _owners =
            names.ToFrozenDictionary(name => name.Hash, name => name.Owner, StringComparer.Ordinal);

        private readonly FrozenSet<(string Owner, IdentifierKind Kind)> _kinds = names.Select(name => (name.Owner, name.Kind)).ToFrozenSet();

        public string? Owner(string hash) => _owners.GetValueOrDefault(hash);

        public bool Has(string owner, IdentifierKind kind) => _kinds.Contains((owner, kind));
    }
}
