namespace Notifications.Users.Identities;

/// <summary>One person of a site, and every name under which the person is known.</summary>
/// <param name="User">The user id, by which everything that is the person's is found.</param>
/// <param name="Names">The names, <paramref name="User"/> among them.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.Identity")]
public sealed record Identity([property: Id(0)] string User, [property: Id(1)] IReadOnlyList<KnownName> Names)
{
    /// <summary>The most identifiers of one person; besides as many user ids of former times.</summary>
    public const int MaxIdentifiers = 16;
}

/// <summary>A name of a person, and how it came to be known.</summary>
/// <param name="Identifier">The name.</param>
/// <param name="Origin">Who said so.</param>
/// <param name="Since">Since when it is known.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.KnownName")]
public sealed record KnownName(
    [property: Id(0)] Identifier Identifier, [property: Id(1)] IdentityOrigin Origin, [property: Id(2)] DateTimeOffset Since);

/// <summary>Who said that a name is a person's.</summary>
[Alias("notifications.IdentityOrigin")]
public enum IdentityOrigin
{
    /// <summary>An event named the person so.</summary>
    Learned,

    /// <summary>An operator said so; what events say never changes it.</summary>
    Set,
}

/// <summary>Names that an event gave to one person and that can't all be one person's, so that nothing was learned of them.</summary>
/// <param name="Names">The names.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Time">When.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.Contradiction")]
public sealed record Contradiction(
    [property: Id(0)] IReadOnlyList<Identifier> Names, [property: Id(1)] string Reason, [property: Id(2)] DateTimeOffset Time);

/// <summary>What became of an operator's word: the identity, or why it was refused.</summary>
/// <param name="Identity">The identity as it is now.</param>
/// <param name="Refusal">Why nothing was changed.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.IdentityAnswer")]
public sealed record IdentityAnswer([property: Id(0)] Identity? Identity, [property: Id(1)] string? Refusal);
