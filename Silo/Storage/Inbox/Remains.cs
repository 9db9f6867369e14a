using System.Data.Common;
using Dapper;

namespace Notifications.Storage.Inbox;

/// <summary>
/// What stays, for a while, of a notification that has ended without being in an inbox, or was withdrawn from it: its id and revision.
/// Its event may be dispatched once more after a crash, and the same notification would be new then.
/// </summary>
internal static class Remains
{
    /// <summary>Which rows it is that way with.</summary>
    public const string Condition = "queued = FALSE AND sequence IS NULL AND taken = revision";

    /// <summary>Leaves no more than that of rows which nobody else changes until the transaction ends.</summary>
    public static void Leave(SqlDatabase database, DbTransaction transaction, IReadOnlyCollection<long> positions)
    {
        if (positions.Count == 0)
            return;
        transaction.Connection!.Execute(
            $"""
            UPDATE inbox
            SET queued = FALSE, taken = revision, sequence = NULL, seen = FALSE, read = FALSE, archived = FALSE, saved = FALSE,
                snoozed = FALSE, snoozed_until = NULL, snoozed_for = NULL, arrived = NULL, reasons = '', places = '', subject = '',
                content = @nothing
            WHERE position {database.Among("@positions")}
            """,
            new { positions = positions.ToArray(), nothing = Array.Empty<byte>() }, transaction);
    }
}
