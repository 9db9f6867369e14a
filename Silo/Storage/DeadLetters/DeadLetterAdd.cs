using System.Data.Common;
using Dapper;
using Notifications.DeadLetters;

namespace Notifications.Storage.DeadLetters;

/// <summary>Adds dead letters, and drops those that are too old or too many. Answers with how many were too many.</summary>
internal sealed class DeadLetterAdd(DeadLetterOptions options) : Batch<DeadLetter, int>
{
    private const string Upsert =
        """
        INSERT INTO dead_letter (site, id, source, kind, reason, place, at, times, subject, sequence, "user", notification, body, cut, headers)
        VALUES (@Site, @Id, @Source, @Kind, @Reason, @Place, @At, @Times, @Subject, @Sequence, @User, @Notification, @Body, @Cut, @Headers)
        ON CONFLICT (site, id) DO UPDATE
        SET reason = excluded.reason, place = excluded.place, at = excluded.at, times = dead_letter.times + excluded.times,
            body = coalesce(excluded.body, dead_letter.body),
            cut = CASE WHEN excluded.body IS NULL THEN dead_letter.cut ELSE excluded.cut END,
            headers = CASE WHEN excluded.body IS NULL THEN dead_letter.headers ELSE excluded.headers END
        """;

    protected override IReadOnlyList<int> Execute(DbTransaction transaction, IReadOnlyList<DeadLetter> items) =>
        [.. items.Select(letter => Add(transaction.Connection!, transaction, letter))];

    private int Add(DbConnection connection, DbTransaction transaction, DeadLetter letter)
    {
        connection.Execute(Upsert, DeadLetterRow.Of(letter), transaction);
        DeadLetterDelete.Execute(
            transaction, "site = @site AND at < @oldest",
            new { site = letter.Site, oldest = (letter.At - options.MaxAge).ToUnixTimeMilliseconds() });
        return DeadLetterDelete.Execute(
            transaction,
            """
            site = @site AND (at, id) <=
                (SELECT at, id FROM dead_letter WHERE site = @site ORDER BY at DESC, id DESC LIMIT 1 OFFSET @most)
            """,
            new { site = letter.Site, most = options.MaxPerSite });
    }
}
