using Microsoft.Extensions.Logging;
using Notifications.Storage;
using Orleans.Streams;

namespace Notifications.Users.Kept;

/// <summary>
/// Takes what the kept lane delivers on behalf of a user context. A store that is unavailable is not a failed delivery: it ends
/// without the rows being acknowledged, so that they are delivered again and no try is counted. Everything else that is thrown is.
/// </summary>
/// <param name="context">The user context; it has taken what it acknowledged in the store.</param>
/// <param name="logger">Is told of what is not acknowledged.</param>
internal sealed partial class KeptObserver(IAsyncBatchObserver<KeptNotification> context, ILogger logger) : IAsyncBatchObserver<KeptNotification>
{
    public async Task OnNextAsync(IList<SequentialItem<KeptNotification>> items)
    {
        try
        {
            await context.OnNextAsync(items);
        }
        catch (StoreUnavailableException e)
        {
            LogNotTaken(logger, items.Count, e);
        }
    }

    public Task OnErrorAsync(Exception ex) => context.OnErrorAsync(ex);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} notifications could not be taken, because the store is unavailable; they come again.")]
    private static partial void LogNotTaken(ILogger logger, int count, Exception exception);
}
