using System.Collections.Frozen;
using Notifications.Users.Identities;

namespace Notifications.Users.Erasing;

/// <summary>The hashes of the names of erased persons, as this silo knows them.</summary>
internal sealed class ErasedNames
{
    private volatile FrozenDictionary<string, Site> _sites = FrozenDictionary<string, Site>.Empty;

    public void Take(Erasures erasures) =>
        _sites = erasures.Names.ToFrozenDictionary(site => site.Key, site => new Site([.. site]), StringComparer.Ordinal);

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

    /// <summary>Whether it was the user id of somebody who was erased, and can't be anybody else's.</summary>
    public bool IsErasedId(string site, string user) =>
        _sites.TryGetValue(site, out var erased) && erased.Owner(NameHash.Of(site, new Identifier(IdentifierKind.Sub, user))) is not null;

    /// <summary>Whether it was a name of somebody who was erased, of whatever kind.</summary>
    public bool IsErasedName(string site, string name) =>
        _sites.TryGetValue(site, out var erased) && NameHash.OfAnyKind(site, name).Any(hash => erased.Owner(hash) is not null);

    private sealed class Site(IReadOnlyList<ErasedName> names)
    {
        private readonly FrozenDictionary<string, string> _owners =
            names.ToFrozenDictionary(name => name.Hash, name => name.Owner, StringComparer.Ordinal);

        private readonly FrozenSet<(string Owner, IdentifierKind Kind)> _kinds = names.Select(name => (name.Owner, name.Kind)).ToFrozenSet();

        public string? Owner(string hash) => _owners.GetValueOrDefault(hash);

        public bool Has(string owner, IdentifierKind kind) => _kinds.Contains((owner, kind));
    }
}
