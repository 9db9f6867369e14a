using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Options;
using Notifications.DeadLetters;

namespace Notifications.Storage.DeadLetters;

/// <summary>Dead letters in a database.</summary>
internal sealed class SqlDeadLetterStore(SqlDatabase database, GroupCommit commits, IOptions<DeadLetterOptions> options, TimeProvider time, DeadLetterMetrics metrics)
    : IDeadLetterStore
{
    private readonly DeadLetterAdd _add = new(options.Value);
    private readonly DeadLetterRemove _remove = new();

    public async Task AddAsync(DeadLetter letter)
    {
        var dropped = await commits.WriteAsync(_add, letter);
        metrics.Added(letter.Kind);
        if (dropped > 0)
            metrics.Dropped(dropped);
    }

    public Task<IReadOnlyList<DeadLetter>> ListAsync(string site, DeadLetterQuery query) => ReadAsync(connection =>
        (IReadOnlyList<DeadLetter>)[.. connection.Query<DeadLetterRow>(
            $"""
            SELECT {DeadLetterRow.Columns} FROM dead_letter
            WHERE site = @site AND at >= @oldest {Conditions(query)}
            ORDER BY at DESC, id DESC LIMIT @limit
            """,
            new
            {
                site,
                oldest = Oldest,
                kind = (long?)query.Kind,
                source = query.Source,
                subject = query.Subject,
                user = query.User,
                at = query.After?.At.ToUnixTimeMilliseconds(),
                id = query.After?.Id,
                limit = Math.Clamp(query.Limit, 1, DeadLetterQuery.MaxLimit),
            }).Select(row => row.ToLetter())]);

    public Task<DeadLetter?> FindAsync(string site, string id) => ReadAsync(connection => connection.QuerySingleOrDefault<DeadLetterRow>(
        $"SELECT {DeadLetterRow.Columns}, body FROM dead_letter WHERE site = @site AND id = @id AND at >= @oldest",
        new { site, id, oldest = Oldest })?.ToLetter());

    public Task RemoveAsync(DeadLetter letter) => commits.WriteAsync(_remove, new Removal.Sent(letter.Site, letter.Id, letter.Times));

    public async Task<bool> DiscardAsync(string site, string id) => await commits.WriteAsync(_remove, new Removal.Discarded(site, id)) > 0;

    public Task<int> DiscardOfUserAsync(string site, string user) => commits.WriteAsync(_remove, new Removal.OfUser(site, user));

    // What is too old goes when the next one comes, and is not seen any more before.
    private long Oldest => (time.GetUtcNow() - options.Value.MaxAge).ToUnixTimeMilliseconds();

    // Only what is asked for, so that each question has its plan.
    private static string Conditions(DeadLetterQuery query) => string.Concat(
        query.Kind is null ? "" : " AND kind = @kind",
        query.Source is null ? "" : " AND source = @source",
        query.Subject is null ? "" : " AND subject = @subject",
        query.User is null ? "" : " AND \"user\" = @user",
        query.After is null ? "" : " AND (at, id) < (@at, @id)");

    private async Task<T> ReadAsync<T>(Func<DbConnection, T> read)
    {
        try
        {
            return await database.RunAsync(read);
        }
        catch (DbException e)
        {
            throw new StoreUnavailableException($"The dead letters can't be read: {e.Message}", e);
        }
    }
}
