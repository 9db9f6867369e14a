namespace Notifications.Waking;

/// <summary>Lets one after the other do something, in the order in which they came.</summary>
internal sealed class Turns
{
    private Task _last = Task.CompletedTask;

    /// <summary>Does something when those that came before are done, however it went for them.</summary>
    public async Task<T> TakeAsync<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = _last;
        _last = done.Task;
        await before;
        try
        {
            return await work();
        }
        finally
        {
            done.SetResult();
        }
    }
}
