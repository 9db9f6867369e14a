using System.Security.Cryptography;
using System.Text;
using Notifications.DeadLetters;
using Notifications.Users;
using Notifications.Users.Kept;

namespace Notifications.Streams.Kept;

/// <summary>Ends what can't be delivered as a dead letter.</summary>
internal sealed class KeptEndings(IKeptQueue store, IDeadLetterStore letters, KeptMetrics metrics, TimeProvider time)
{
    /// <summary>
    /// Adds the dead letter and then lets the row wait no more: a crash in between leaves both, and the letter is the same when it
    /// is added again.
    /// </summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">The row waits still, or nobody knows.</exception>
    public async Task EndAsync(QueuedNotification row, string reason)
    {
        await letters.AddAsync(ToLetter(row, reason));
        await store.FailAsync([row.Position], maxTries: 0, time.GetUtcNow());
        metrics.Ended();
    }

    private DeadLetter ToLetter(QueuedNotification row, string reason) => new()
    {
        Id = IdOf(row),
        Site = row.Site,
        Source = row.Notification?.Source ?? "",
        Kind = DeadLetterKind.NotDelivered,
        Reason = reason,
        At = time.GetUtcNow(),
        Subject = row.Notification?.Subject.ToString(),
        User = row.User,
        Notification = row.Id,
    };

    private static string IdOf(QueuedNotification row) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{UserKey.Of(row.Site, row.User)}|{row.Id}")).AsSpan(0, 16));
}
