using Microsoft.Extensions.Logging;
using Notifications.Storage;
using Orleans.Streams;

namespace Notifications.Users.Kept;

/// <summary>
/// Takes what the kept lane delivers on behalf of a user context. A store that is unavailable, or slow, is not a failed delivery: it
/// ends without the rows being acknowledged, so that they are delivered again and no try is counted. Everything else that is thrown is.
/// </summary>
/// <param name="take">Takes notifications in their order; ends when they are acknowledged in the store.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Is told of what is not acknowledged.</param>
internal sealed partial class KeptObserver(Func<IReadOnlyList<KeptNotification>, Task> take, TimeProvider time, ILogger logger)
    : IAsyncBatchObserver<KeptNotification>
{
    // Shorter than a call of a grain may take, after which the delivery has failed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public async Task OnNextAsync(IList<SequentialItem<KeptNotification>> items)
    {
        var taking = take([.. items.Select(item => item.Item)]);
        try
        {
            await taking.WaitAsync(Patience, time);
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            taking.Ignore();
            LogNotTaken(items.Count, e);
        }
    }

    // What failed is in the log of whoever delivers, and is delivered again.
    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} notifications could not be taken, because the store is unavailable or slow; they come again.")]
    private partial void LogNotTaken(int count, Exception exception);
}
