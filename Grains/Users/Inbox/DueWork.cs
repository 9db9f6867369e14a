namespace Notifications.Users.Inbox;

/// <summary>What a user context does by itself when its time has come.</summary>
internal sealed class DueWork(UserContext context)
{
    private const int MaxWoken = 100;

    private const int MaxDeleted = 500;

    // A call must not take longer than its caller waits; what is left is due at once.
    private const int MaxRounds = 8;

    /// <summary>Does what is due, as much as fits into a call.</summary>
    public Task<bool> DoAsync() => context.InTurnAsync(async () =>
    {
        var isDone = context.State.IsErased ? await ClearAsync() : await DoInboxAsync();
        if (isDone)
            await SettleAsync();
        return isDone;
    });

    /// <summary>Tells the digest of a quiet time that has ended. In one's turn.</summary>
    public async Task EndQuietAsync()
    {
        if (context.State.QuietUntil is not { } until || until > context.Now)
            return;
        var count = context.State.QuietCount;
        var digest = new ToldDigest(context.State.Version + 1, QuietDigest.Of(context.Site, context.User, until, count));
        await context.CommitAsync(
            context.Commit() with
            {
                IsWrittenAnyway = true,
                Changes = count == 0 ? 0 : 1,
                QuietUntil = null,
                QuietCount = 0,
                Memory = count == 0 ? null : context.State.Memory with { Digest = digest },
            },
            _ => [QuietDigest.Change(digest)]);
    }

    /// <summary>Deletes what is too old or too much. In one's turn.</summary>
    public Task<bool> TrimAsync() => RepeatAsync(async () =>
    {
        var done = await context.CommitAsync(
            context.Commit(new InboxWork.Trim(context.Now - context.Options.MaxAge, context.Options.MaxItems, MaxDeleted)),
            done => [InboxChange.Listed(done, new UserChange { Sequence = 0, Kind = UserChangeKind.Removed }, context.Metrics)]);
        context.Metrics.Trimmed(done.Changed);
        return done.Changed == MaxDeleted;
    });

    /// <summary>Deletes what an erased user had. In one's turn.</summary>
    public Task<bool> ClearAsync() => RepeatAsync(async () =>
        (await context.CommitAsync(context.Commit(new InboxWork.Clear(MaxDeleted)), _ => [])).Changed == MaxDeleted);

    private async Task<bool> DoInboxAsync()
    {
        var isDone = await RepeatAsync(async () =>
            (await context.CommitAsync(context.Commit(new InboxWork.Wake(MaxWoken)), InboxChange.Arrivals)).Arrived.Count == MaxWoken);
        await EndQuietAsync();
        return await TrimAsync() && isDone;
    }

    /// <summary>Notes when there is something to do next.</summary>
    private async Task SettleAsync()
    {
        var next = context.State.QuietUntil;
        if (!context.State.IsErased)
        {
            var due = await context.Store.ReadDueAsync(context.Site, context.User);
            foreach (var time in (DateTimeOffset?[])[due.Snoozed, due.Oldest + context.Options.MaxAge])
                next = next is null || time < next ? time ?? next : next;
        }

        if (next != context.State.Due)
            await context.CommitAsync(context.Commit() with { IsWrittenAnyway = true, Due = next }, _ => []);
    }

    private static async Task<bool> RepeatAsync(Func<Task<bool>> mayBeMore)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (!await mayBeMore())
                return true;
        }

        return false;
    }
}
