namespace Notifications.Users.Identities;

/// <summary>One way in which a product, a token or an operator names a person. Each names at most one person of a site.</summary>
/// <param name="Kind">Which sort of name it is.</param>
/// <param name="Value">The name; an e-mail address in lower case.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.Identifier")]
public readonly record struct Identifier([property: Id(0)] IdentifierKind Kind, [property: Id(1)] string Value)
{
    /// <summary>The most characters of a name.</summary>
    public const int MaxLength = 255;

    /// <summary>Makes an identifier of a text; <see langword="null"/> where no product would make one like it.</summary>
    public static Identifier? Of(IdentifierKind kind, string? value)
    {
        if (!IsValid(kind, value))
            return null;
        return new Identifier(kind, kind == IdentifierKind.Email ? value!.ToLowerInvariant() : value!);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Value}";

    // Identifiers become keys of grains and rows.
    private static bool IsValid(IdentifierKind kind, string? value) =>
        !string.IsNullOrWhiteSpace(value) && value.Length <= MaxLength && IsPlainText(value)
        && (kind != IdentifierKind.Email || value.AsSpan(1).Contains('@'));

    private static bool IsPlainText(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsControl(value[i]))
                return false;
            if (char.IsSurrogatePair(value, i))
                i++;
            else if (char.IsSurrogate(value[i]))
                return false;
        }

        return true;
    }
}

/// <summary>The sorts of name that a person can have.</summary>
[Alias("notifications.IdentifierKind")]
public enum IdentifierKind
{
    /// <summary>The <c>sub</c> of a token, which is the user id; also a user id of former times.</summary>
    Sub,

    /// <summary>Cloud's <c>accountId</c>.</summary>
    AccountId,

    /// <summary>Data Center's <c>name</c> or <c>username</c>.</summary>
    Name,

    /// <summary>Jira Data Center's <c>key</c>.</summary>
    Key,

    /// <summary>Confluence Data Center's <c>userKey</c>.</summary>
    UserKey,

    /// <summary>An e-mail address.</summary>
    Email,
}
