using Notifications.Users.Identities;

namespace Notifications.Storage.Identities;

/// <summary>A row of the table <c>identity_name</c>, as it is read.</summary>
internal sealed class IdentityRow
{
    public const string Columns = """site, kind, value, "user", origin, since, version""";

    public required string Site { get; init; }
    public int Kind { get; init; }
    public required string Value { get; init; }
    public string? User { get; init; }
    public int Origin { get; init; }
    public long Since { get; init; }
    public long Version { get; init; }

    public OwnedName ToOwnedName() => new(
        Site,
        new Identifier((IdentifierKind)Kind, Value),
        User,
        (IdentityOrigin)Origin,
        DateTimeOffset.FromUnixTimeMilliseconds(Since),
        Version);
}
