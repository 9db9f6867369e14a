namespace Notifications.Users.Identities;

/// <summary>
/// The part of a site's identities that a change may touch, and the rules of who may become who. What events say never
/// decides between contradictions; an operator does.
/// </summary>
internal sealed class IdentityLedger
{
    // Jira and Confluence may have one each; whoever makes up addresses can't have many.
    private const int MaxLearnedEmails = 2;

    private readonly Dictionary<Identifier, OwnedName> _before;
    private readonly Dictionary<Identifier, OwnedName> _names;
    private readonly Dictionary<string, List<Identifier>> _persons = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _now;
    private readonly Func<string, bool> _isErased;

    /// <param name="known">All names of the persons whom the change may touch.</param>
    /// <param name="now">The time of the change.</param>
    /// <param name="isErased">Whether a user id was that of somebody who was erased; nobody's where it is left out.</param>
    public IdentityLedger(IEnumerable<OwnedName> known, DateTimeOffset now, Func<string, bool>? isErased = null)
    {
        (_now, _isErased) = (now, isErased ?? (static _ => false));
        _before = known.Where(name => name.User is not null).ToDictionary(name => name.Identifier);
        _names = new Dictionary<Identifier, OwnedName>(_before);
        foreach (var name in _before.Values)
            NamesOf(name.User!).Add(name.Identifier);
    }

    /// <summary>How many persons the changes add; negative where they are fewer.</summary>
    public int Added { get; private set; }

    /// <summary>Whose a name is.</summary>
    public string? Owner(Identifier name) => _names.GetValueOrDefault(name)?.User;

    /// <summary>The person as it stands; <see langword="null"/> where there is none.</summary>
    public Identity? Person(string user) => _persons.TryGetValue(user, out var names)
        ? new Identity(user, [.. names
            .OrderBy(name => name.Kind).ThenBy(name => name.Value, StringComparer.Ordinal)
            .Select(name => new KnownName(name, _names[name].Origin, _names[name].Since))])
        : null;

    /// <summary>What to write.</summary>
    public IReadOnlyList<NameChange> Changes() =>
    [
        .. _names.Values.Where(name => _before.GetValueOrDefault(name.Identifier) != name).Select(name => new NameChange(
            name.Identifier, name.User, name.Origin, name.Since, _before.GetValueOrDefault(name.Identifier)?.Version ?? 0)),
        .. _before.Values.Where(name => !_names.ContainsKey(name.Identifier)).Select(name => new NameChange(
            name.Identifier, null, name.Origin, _now, name.Version)),
    ];

    /// <summary>
    /// Takes the names that an event gave to one person, at most one of each kind; answers why it does not. An e-mail address is
    /// only ever added to a person who is known otherwise, because its owner may have made it up.
    /// </summary>
    public string? Learn(IReadOnlyList<Identifier> names, bool mayAdd = true)
    {
        Identifier[] strong = [.. names.Where(name => name.Kind != IdentifierKind.Email)];
        if (strong.Length == 0)
            return null;

        // Of whom nothing else is known, the first name is the user id, if it is not that of a former bearer.
        var first = strong.Select(name => new Identifier(IdentifierKind.Sub, name.Value))
            .FirstOrDefault(id => !IsOfAnother(id, strong), new Identifier(IdentifierKind.Sub, strong[0].Value));
        var former = FormerNames(strong);
        string[] users = [.. strong.Append(first).Select(Owner).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (Contradiction(users, strong, former) is { } contradiction)
            return contradiction;
        if (users.Length == 0 && !mayAdd)
            return "The site has as many persons as it may have.";

        var user = users.OrderBy(other => IsSet(other) ? 0 : 1).ThenBy(SinceOf).ThenBy(other => other, StringComparer.Ordinal).FirstOrDefault()
            ?? Add(first.Value, IdentityOrigin.Learned);
        foreach (var old in former)
            Drop(old);
        foreach (var other in users.Where(other => other != user))
            Merge(other, user);
        foreach (var name in strong.Where(name => Owner(name) is null))
            Give(name, user, IdentityOrigin.Learned);
        return names.Where(name => name.Kind == IdentifierKind.Email).Select(email => LearnEmail(email, user)).FirstOrDefault();
    }

    /// <summary>Takes an operator's word for the names of a user; answers why it does not.</summary>
    public string? Set(string user, IReadOnlyList<Identifier> names)
    {
        var self = new Identifier(IdentifierKind.Sub, user);
        var others = names.Append(self).Select(Owner).OfType<string>().Where(other => other != user).Distinct(StringComparer.Ordinal).ToArray();
        Add(user, IdentityOrigin.Set);
        foreach (var other in others.Where(other => names.Contains(new Identifier(IdentifierKind.Sub, other))))
            Merge(other, user);
        foreach (var old in NamesOf(user).Where(name => !IsSub(name)).Except(names).ToArray())
            Drop(old);
        foreach (var name in names)
            Give(name, user, IdentityOrigin.Set);

        // Who has lost every name was never anybody else.
        foreach (var other in others.Where(other => !IsSet(other) && _persons.GetValueOrDefault(other) is { } left && left.All(IsSub)))
            Merge(other, user);
        return IsTooMany(NamesOf(user))
            ? $"The user would have more than {Identity.MaxIdentifiers} names. Remove the user first, or give fewer."
            : null;
    }

    /// <summary>Forgets a person; <see langword="false"/> where there is none.</summary>
    public bool Remove(string user)
    {
        if (!_persons.TryGetValue(user, out var names))
            return false;
        foreach (var name in names.ToArray())
            Drop(name);
        return true;
    }

    // Whether a user id is that of somebody who was erased, or was learned and surely is another person.
    private bool IsOfAnother(Identifier id, Identifier[] strong) => Owner(id) is { } owner
        ? !IsSet(owner) && strong.Any(name => name.Kind.IsLasting() && Owner(name) != owner && NamesOf(owner).Any(other => other.Kind == name.Kind))
        : _isErased(id.Value);

    // Who is known by an account id or a key and has another name now was renamed.
    private Identifier[] FormerNames(Identifier[] strong)
    {
        var renamed = strong.Where(name => name.Kind.IsLasting()).Select(Owner).OfType<string>().FirstOrDefault();
        return renamed is null ? [] : [.. strong
            .Where(name => name.Kind == IdentifierKind.Name && Owner(name) != renamed)
            .SelectMany(_ => NamesOf(renamed)).Where(name => name.Kind == IdentifierKind.Name && !IsSetName(name))];
    }

    private string? Contradiction(string[] users, Identifier[] strong, Identifier[] former)
    {
        if (users.Count(IsSet) > 1)
            return $"They are names of {string.Join(" and ", users.Where(IsSet))}, whom an operator told apart.";
        var together = users.SelectMany(NamesOf).Except(former).Union(strong).ToArray();
        foreach (var kind in together.Where(name => !IsSub(name) && name.Kind != IdentifierKind.Email).GroupBy(name => name.Kind))
        {
            // An operator may have given several of a kind to one person.
            if (kind.Count() > 1 && !users.Any(user => kind.All(name => Owner(name) == user)))
                return $"One person would be {string.Join(" and ", kind)}.";
        }

        return IsTooMany(together)
            ? $"The person would have more than {Identity.MaxIdentifiers} names."
            : null;
    }

    private string? LearnEmail(Identifier email, string user)
    {
        var owner = Owner(email) ?? Owner(new Identifier(IdentifierKind.Sub, email.Value));
        if (owner is not null && owner != user)
            return $"{email} is {owner}'s.";
        if (Owner(email) is not null)
            return null;
        if (NamesOf(user).Count(name => name.Kind == IdentifierKind.Email && !IsSetName(name)) == MaxLearnedEmails)
            return $"{user} has {MaxLearnedEmails} e-mail addresses that were learned.";
        if (NamesOf(user).Count(name => !IsSub(name)) == Identity.MaxIdentifiers)
            return $"The person would have more than {Identity.MaxIdentifiers} names.";
        Give(email, user, IdentityOrigin.Learned);
        return null;
    }

    private string Add(string user, IdentityOrigin origin)
    {
        Added += _persons.ContainsKey(user) ? 0 : 1;
        Give(new Identifier(IdentifierKind.Sub, user), user, origin);
        return user;
    }

    private void Merge(string from, string into)
    {
        foreach (var name in NamesOf(from).ToArray())
            Give(name, into, _names[name].Origin);
    }

    private void Give(Identifier name, string user, IdentityOrigin origin)
    {
        if (_names.GetValueOrDefault(name) is { } now && now.User == user)
        {
            _names[name] = now with { Origin = origin };
            return;
        }

        Drop(name);
        NamesOf(user).Add(name);
        _names[name] = new OwnedName("", name, user, origin, _now, 0);
    }

    private void Drop(Identifier name)
    {
        if (!_names.Remove(name, out var now) || !_persons.TryGetValue(now.User!, out var names))
            return;
        names.Remove(name);
        if (names.Count > 0)
            return;
        _persons.Remove(now.User!);
        Added--;
    }

    private List<Identifier> NamesOf(string user)
    {
        if (!_persons.TryGetValue(user, out var names))
            _persons.Add(user, names = []);
        return names;
    }

    private bool IsSet(string user) => IsSetName(new Identifier(IdentifierKind.Sub, user));

    private bool IsSetName(Identifier name) => _names.GetValueOrDefault(name)?.Origin == IdentityOrigin.Set;

    private DateTimeOffset SinceOf(string user) => _names.GetValueOrDefault(new Identifier(IdentifierKind.Sub, user))?.Since ?? _now;

    private static bool IsTooMany(IReadOnlyCollection<Identifier> names) =>
        names.Count(IsSub) is var subs && (subs > Identity.MaxIdentifiers || names.Count - subs > Identity.MaxIdentifiers);

    private static bool IsSub(Identifier name) => name.Kind == IdentifierKind.Sub;
}
