using Microsoft.Extensions.Logging;
using Notifications.Storage;
using Orleans.Streams;

namespace Notifications.Users.Kept;

/// <summary>
/// Takes what the kept lane delivers on behalf of a user context. A store that is unavailable is not a failed delivery: it ends
/// without the rows being acknowledged, so that they are delivered again and no try is counted. Everything else that is thrown is.
/// </summary>
/// <param name="take">Takes notifications in their order; ends when they are acknowledged in the store.</param>
/// <param name="logger">Is told of what is not acknowledged.</param>
internal sealed partial class KeptObserver(Func<IReadOnlyList<KeptNotification>, Task> take, ILogger logger) : IAsyncBatchObserver<KeptNotification>
{
    public async Task OnNextAsync(IList<SequentialItem<KeptNotification>> items)
    {
        try
        {
            await take([.. items.Select(item => item.Item)]);
        }
        catch (StoreUnavailableException e)
        {
            LogNotTaken(items.Count, e);
        }
    }

    // What failed is in the log of whoever delivers, and is delivered again.
    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} notifications could not be taken, because the store is unavailable; they come again.")]
    private partial void LogNotTaken(int count, Exception exception);
}
