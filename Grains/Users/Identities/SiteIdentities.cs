using System.Collections.Concurrent;

namespace Notifications.Users.Identities;

/// <summary>Whose each name of a site is. Reads take no lock and allocate nothing.</summary>
internal sealed class SiteIdentities
{
    private static readonly int Kinds = Enum.GetValues<IdentifierKind>().Length;

    private readonly ConcurrentDictionary<string, string>[] _users = new ConcurrentDictionary<string, string>[Kinds];
    private readonly ConcurrentDictionary<(string User, IdentifierKind Kind), int> _lasting = new();
    private long _version;

    public SiteIdentities()
    {
        for (var kind = 0; kind < Kinds; kind++)
            _users[kind] = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
    }

    /// <summary>Grows with every change.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Whose a name is; <see langword="null"/> for nobody's. E-mail addresses are given in lower case.</summary>
    public string? Find(IdentifierKind kind, ReadOnlySpan<char> value) =>
        _users[(int)kind].GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(value, out var user) ? user : null;

    /// <summary>Whether a user has a name of a kind that stays a person's for ever.</summary>
    public bool HasLasting(string user, IdentifierKind kind) => _lasting.ContainsKey((user, kind));

    public void Apply(OwnedName name)
    {
        var users = _users[(int)name.Identifier.Kind];
        if (name.Identifier.Kind.IsLasting())
        {
            Count(users.GetValueOrDefault(name.Identifier.Value), name.Identifier.Kind, -1);
            Count(name.User, name.Identifier.Kind, 1);
        }

        if (name.User is null)
            users.TryRemove(name.Identifier.Value, out _);
        else
            users[name.Identifier.Value] = name.Identifier.Value == name.User ? name.Identifier.Value : name.User;
        Volatile.Write(ref _version, name.Version);
    }

    private void Count(string? user, IdentifierKind kind, int more)
    {
        if (user is null)
            return;
        var count = _lasting.GetValueOrDefault((user, kind)) + more;
        if (count == 0)
            _lasting.TryRemove((user, kind), out _);
        else
            _lasting[(user, kind)] = count;
    }
}
