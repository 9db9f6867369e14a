using System.Data.Common;
using System.Text.Json;
using Dapper;
using Notifications.Storage.Inbox;
using Notifications.Users.Erasing;
using Notifications.Users.Identities;

namespace Notifications.Storage.Erasing;

/// <summary>A row of the table <c>erasure</c>.</summary>
internal sealed class ErasureRow
{
    private const string ByOwner =
        """
        SELECT owner AS "Owner", names AS "Names", begun AS "Begun", done AS "Done", identifiers AS "Identifiers", inboxes AS "Inboxes",
            notifications AS "Notifications", dead_letters AS "DeadLetters"
        FROM erasure WHERE site = @site AND owner = @owner
        """;

    public required string Owner { get; init; }
    public string? Names { get; init; }
    public long Begun { get; init; }
    public long? Done { get; init; }
    public long Identifiers { get; init; }
    public long Inboxes { get; init; }
    public long Notifications { get; init; }
    public long DeadLetters { get; init; }

    public static Erasure? Find(DbConnection connection, string site, string owner, DbTransaction? transaction = null) =>
        connection.QuerySingleOrDefault<ErasureRow>(ByOwner, new { site, owner }, transaction)?.ToErasure();

    public static string Write(IEnumerable<Identifier> names) => JsonSerializer.Serialize(names.Select(name => new Named((int)name.Kind, name.Value)));

    private Erasure ToErasure() => new()
    {
        Owner = Owner,
        Names = Names is null ? [] : [.. JsonSerializer.Deserialize<Named[]>(Names)!.Select(name => new Identifier((IdentifierKind)name.Kind, name.Value))],
        Begun = DateTimeOffset.FromUnixTimeMilliseconds(Begun),
        Done = UnixTime.Read(Done),
        Identifiers = Identifiers,
        Inboxes = Inboxes,
        Notifications = Notifications,
        DeadLetters = DeadLetters,
    };

    private sealed record Named(int Kind, string Value);
}
