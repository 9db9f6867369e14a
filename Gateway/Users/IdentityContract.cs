using Notifications.Users.Identities;

namespace Notifications.Users;

/// <summary>What an operator says of a user.</summary>
/// <param name="Identifiers">The names of the user.</param>
internal sealed record IdentityRequest(IReadOnlyList<WrittenIdentifier>? Identifiers = null);

/// <summary>A name of a person.</summary>
/// <param name="Kind">One of <c>accountId</c>, <c>name</c>, <c>key</c>, <c>userKey</c>, <c>email</c> and <c>sub</c>.</param>
/// <param name="Value">The name.</param>
internal sealed record WrittenIdentifier(string? Kind, string? Value);

/// <summary>A person.</summary>
/// <param name="User">The user id.</param>
/// <param name="Identifiers">Every name, the user id among them as a <c>sub</c>.</param>
internal sealed record IdentityView(string User, IReadOnlyList<IdentifierView> Identifiers)
{
    public static IdentityView Of(Identity identity) => new(identity.User, [.. identity.Names.Select(name => new IdentifierView(
        IdentifierWords.Of(name.Identifier.Kind), name.Identifier.Value, name.Origin == IdentityOrigin.Set ? "set" : "learned", name.Since))]);
}

/// <summary>A name, and how it came to be known.</summary>
/// <param name="Kind">As in <see cref="WrittenIdentifier"/>.</param>
/// <param name="Value">The name.</param>
/// <param name="Origin"><c>learned</c> from events, or <c>set</c> by an operator.</param>
/// <param name="Since">Since when it is known.</param>
internal sealed record IdentifierView(string Kind, string Value, string Origin, DateTimeOffset Since);

/// <summary>Names that events gave to one person and that contradict what is known.</summary>
/// <param name="Identifiers">The names.</param>
/// <param name="Reason">Why they can't be one person's.</param>
/// <param name="Time">When an event said so.</param>
internal sealed record ContradictionView(IReadOnlyList<WrittenIdentifier> Identifiers, string Reason, DateTimeOffset Time)
{
    public static ContradictionView Of(Contradiction contradiction) => new(
        [.. contradiction.Names.Select(name => new WrittenIdentifier(IdentifierWords.Of(name.Kind), name.Value))],
        contradiction.Reason,
        contradiction.Time);
}

/// <summary>How the API writes the kinds of names.</summary>
internal static class IdentifierWords
{
    private static readonly (string Word, IdentifierKind Kind)[] All =
    [
        ("sub", IdentifierKind.Sub), ("accountId", IdentifierKind.AccountId), ("name", IdentifierKind.Name),
        ("key", IdentifierKind.Key), ("userKey", IdentifierKind.UserKey), ("email", IdentifierKind.Email),
    ];

    /// <summary>The words, as a message lists them.</summary>
    public static string List { get; } = string.Join(", ", All.Select(entry => entry.Word));

    public static string Of(IdentifierKind kind) => All.First(entry => entry.Kind == kind).Word;

    /// <summary>The kind of that word; <see langword="null"/> where there is none.</summary>
    public static IdentifierKind? KindOf(string? word)
    {
        foreach (var entry in All)
        {
            if (entry.Word == word)
                return entry.Kind;
        }

        return null;
    }
}
