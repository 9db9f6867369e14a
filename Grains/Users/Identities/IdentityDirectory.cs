using System.Collections.Concurrent;

namespace Notifications.Users.Identities;

/// <summary>This silo's copy of who is who, by which it decides. It is at most a second behind the store.</summary>
internal sealed class IdentityDirectory
{
    private static readonly IdentifierKind[] OfAnyKind =
        [IdentifierKind.Sub, IdentifierKind.AccountId, IdentifierKind.Name, IdentifierKind.Key, IdentifierKind.UserKey];

    private readonly ConcurrentDictionary<string, SiteIdentities> _sites = new(StringComparer.Ordinal);

    /// <summary>The version up to which it has everything.</summary>
    public long Version { get; private set; }

    /// <summary>The version of a site's last change.</summary>
    public long VersionOf(string site) => _sites.TryGetValue(site, out var known) ? known.Version : 0;

    /// <summary>The user id of a person; the person's first name where nothing is known.</summary>
    public string Resolve(string site, Person person)
    {
        if (!_sites.TryGetValue(site, out var known))
            return person.Id;
        if (person.IsPlain)
            return Resolve(known, person.Id);
        // Account ids and keys stay a person's for ever; a name may be given to somebody else.
        return Find(IdentifierKind.AccountId, person.AccountId)
            ?? Find(IdentifierKind.Key, person.Key)
            ?? Find(IdentifierKind.UserKey, person.UserKey)
            ?? Find(IdentifierKind.Name, person.Name)
            ?? Find(IdentifierKind.Sub, person.Id)
            // An address may be made up: it says who somebody is only where nothing else does.
            ?? (person.Id == person.Email ? Find(IdentifierKind.Email, person.Email) : null)
            ?? person.Id;

        string? Find(IdentifierKind kind, string? value) => value is null ? null : known.Find(kind, value);
    }

    /// <summary>The user id of whom a text names that may be a name of any kind, as a token's <c>sub</c> or a rule does.</summary>
    public string Resolve(string site, string name) => _sites.TryGetValue(site, out var known) ? Resolve(known, name) : name;

    /// <summary>Whose a name is; <see langword="null"/> for nobody's.</summary>
    public string? Find(string site, IdentifierKind kind, ReadOnlySpan<char> value) =>
        _sites.TryGetValue(site, out var known) ? known.Find(kind, value) : null;

    /// <summary>Takes changes in the order of their versions. For one caller at a time.</summary>
    public void Apply(IReadOnlyList<OwnedName> changes)
    {
        foreach (var change in changes)
        {
            _sites.GetOrAdd(change.Site, static _ => new SiteIdentities()).Apply(change);
            Version = change.Version;
        }
    }

    private static string Resolve(SiteIdentities known, string name)
    {
        foreach (var kind in OfAnyKind)
        {
            if (known.Find(kind, name) is { } user)
                return user;
        }

        return Identifier.Of(IdentifierKind.Email, name) is { } email && known.Find(IdentifierKind.Email, email.Value) is { } owner
            ? owner
            : name;
    }
}
