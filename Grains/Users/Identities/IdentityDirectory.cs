using System.Collections.Concurrent;
using Notifications.Users.Erasing;

namespace Notifications.Users.Identities;

/// <summary>This silo's copy of who is who, by which it decides. It is at most a second behind the store.</summary>
internal sealed class IdentityDirectory
{
    private static readonly IdentifierKind[] OfAnyKind =
        [IdentifierKind.Sub, IdentifierKind.AccountId, IdentifierKind.Name, IdentifierKind.Key, IdentifierKind.UserKey];

    private static readonly IdentifierKind[] Lasting = [IdentifierKind.AccountId, IdentifierKind.Key, IdentifierKind.UserKey];

    private readonly ConcurrentDictionary<string, SiteIdentities> _sites = new(StringComparer.Ordinal);

    /// <summary>The version up to which it has everything.</summary>
    public long Version { get; private set; }

    /// <summary>Who was erased: their user ids are nobody else's.</summary>
    public ErasedNames Erased { get; } = new();

    /// <summary>The version of a site's last change.</summary>
    public long VersionOf(string site) => _sites.TryGetValue(site, out var known) ? known.Version : 0;

    /// <summary>The user id of a person; the person's first name where nothing is known.</summary>
    public string Resolve(string site, Person person)
    {
        if (!_sites.TryGetValue(site, out var known))
            return person.IsPlain ? person.Id : UnlessErased(site, person);
        var user = person.IsPlain ? Resolve(known, person.Id) : Resolve(known, person);
        return user == person.Id && !person.IsPlain && known.Find(IdentifierKind.Sub, user) is null ? UnlessErased(site, person) : user;
    }

    private static string Resolve(SiteIdentities known, Person person)
    {
        // Account ids and keys stay a person's for ever; a name may be given to somebody else.
        return Find(IdentifierKind.AccountId, person.AccountId)
            ?? Find(IdentifierKind.Key, person.Key)
            ?? Find(IdentifierKind.UserKey, person.UserKey)
            ?? ByPassingName(known, person);

        string? Find(IdentifierKind kind, string? value) => value is null ? null : known.Find(kind, value);
    }

    /// <summary>The user id of whom a text names that may be a name of any kind, as a token's <c>sub</c> or a rule does.</summary>
    public string Resolve(string site, string name) => _sites.TryGetValue(site, out var known) ? Resolve(known, name) : name;

    /// <summary>Whose a name is; <see langword="null"/> for nobody's.</summary>
    public string? Find(string site, IdentifierKind kind, ReadOnlySpan<char> value) =>
        _sites.TryGetValue(site, out var known) ? known.Find(kind, value) : null;

    /// <summary>Takes changes in the order of their versions, and has everything up to the version they were read to. For one caller at a time.</summary>
    public void Apply(IdentityChanges changes)
    {
        Apply(changes.Names);
        Version = Math.Max(Version, changes.Version);
    }

    /// <summary>Takes changes in the order of their versions. For one caller at a time.</summary>
    public void Apply(IReadOnlyList<OwnedName> changes)
    {
        foreach (var change in changes)
        {
            _sites.GetOrAdd(change.Site, static _ => new SiteIdentities()).Apply(change);
            Version = change.Version;
        }
    }

    // Who has the name of an erased person and is another is not known by it.
    private string UnlessErased(string site, Person person) =>
        Erased.IsErasedName(site, person.Id) && !Erased.IsErased(site, person.Identifiers())
            && person.Identifiers().FirstOrDefault(name => name.Kind.IsLasting() && !Erased.IsErasedName(site, name.Value)) is { Value: { } own }
            ? own
            : person.Id;

    private static string ByPassingName(SiteIdentities known, Person person)
    {
        Identifier[] lasting = [.. person.Identifiers().Where(name => name.Kind.IsLasting())];
        var byName = person.Name is { } name ? known.Find(IdentifierKind.Name, name) : null;
        var byId = known.Find(IdentifierKind.Sub, person.Id);
        if ((byName ?? byId) is not { } user)
        {
            // An address may be made up: it says who somebody is only where nothing else does.
            return (person.Id == person.Email ? known.Find(IdentifierKind.Email, person.Email) : null) ?? person.Id;
        }

        if (!IsAnother(user))
            return user;
        // The name was given to somebody who is not known yet, and who must not get what is for its former bearer.
        var own = lasting.Select(id => id.Value).FirstOrDefault(id => known.Find(IdentifierKind.Sub, id) is not { } bearer || !IsAnother(bearer));
        return own ?? lasting[0].ToString();

        bool IsAnother(string user) => lasting.Any(id => known.HasLasting(user, id.Kind));
    }

    private static string Resolve(SiteIdentities known, string name)
    {
        // A name that was given to somebody else is not any more that of the user whose id it became.
        if (known.Find(IdentifierKind.Name, name) is { } bearer && known.Find(IdentifierKind.Sub, name) is { } former
            && bearer != former && Lasting.Any(kind => known.HasLasting(bearer, kind) && known.HasLasting(former, kind)))
        {
            return bearer;
        }

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
