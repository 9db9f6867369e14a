using Notifications.Users.Erasing;

namespace Notifications.Users.Inbox;

/// <summary>Whether anything is kept for the user.</summary>
internal sealed class Admission(UserContext context, DueWork due, IErasureStore erasures)
{
    /// <summary>
    /// Deletes everything, as much as fits into a call; whether that was all. From the first commit on nothing is kept, and what is
    /// left is due.
    /// </summary>
    public Task<bool> EraseAsync() => context.InTurnAsync(async () =>
    {
        if (!context.State.IsErased)
        {
            await context.CommitAsync(
                context.Commit() with
                {
                    IsWrittenAnyway = true,
                    IsErased = true,
                    Changes = 1,
                    Memory = ContextMemory.None,
                    QuietUntil = null,
                    QuietCount = 0,
                    Due = context.Now,
                },
                done => [new UserChange { Sequence = done.Version, Kind = UserChangeKind.Reset }]);
        }

        if (!await due.ClearAsync())
            return false;
        // Then the store forgets whose it is, also where it did not do so before.
        if (context.State.Due is not null || context.State.Name == context.User)
            await context.CommitAsync(context.Commit() with { IsWrittenAnyway = true, Due = null }, _ => []);
        return true;
    });

    /// <summary>
    /// Whether nothing is kept. Who was erased under several names is readmitted under all of them, of which only hashes are known by
    /// then: each context asks for itself when something is to be kept. In one's turn.
    /// </summary>
    public async Task<bool> IsRefusedAsync()
    {
        if (!context.State.IsErased)
            return false;
        // As long as something is due, not all is gone that there was before, and that is not counted any more.
        if (context.State.Due is not null || await erasures.FindOwnerAsync(context.Site, context.User) is not null)
            return true;
        await context.CommitAsync(context.Commit() with { IsWrittenAnyway = true, IsErased = false, Due = null }, _ => []);
        return false;
    }
}
