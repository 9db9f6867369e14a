using System.Data.Common;
using Dapper;

namespace Notifications.Storage.DeadLetters;

/// <summary>
/// Deletes dead letters for good, and the notifications that nobody gets then: what could not be delivered stays in its row as
/// long as its letter, by which it can be sent again.
/// </summary>
internal static class DeadLetterDelete
{
    /// <summary>Deletes those of a condition, and answers with how many there were.</summary>
    public static int Execute(DbTransaction transaction, string condition, object values)
    {
        var connection = transaction.Connection!;
        var gone = connection.Query<(string Site, string? User, string? Notification)>(
            $"""DELETE FROM dead_letter WHERE {condition} RETURNING site, "user", notification""", values, transaction).AsList();
        foreach (var (site, user, notification) in gone)
        {
            if (user is null || notification is null)
                continue;
            connection.Execute(
                """DELETE FROM inbox WHERE site = @site AND "user" = @user AND id = @notification AND sequence IS NULL AND NOT queued""",
                new { site, user, notification }, transaction);
        }

        return gone.Count;
    }
}
