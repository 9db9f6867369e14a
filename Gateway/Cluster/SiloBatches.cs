using Notifications.Live;

namespace Notifications.Cluster;

/// <summary>Sends what is for many grains in one call for each silo, or some where there are more than a call takes.</summary>
internal sealed partial class SiloBatches(IAudienceSilos silos, ILogger<SiloBatches> logger)
{
    private readonly ILogger<SiloBatches> _logger = logger;

    /// <summary>
    /// Sends each item to the silo where its grain is, and hands on the answers. Answers with the items that are to be sent to their
    /// grains one by one, because those are not there any more or failed. What a silo does not answer in time is not among them: it
    /// may only be slow, and is asked again in the next round unless the membership says before that it is gone.
    /// </summary>
    public async Task<IReadOnlyList<TItem>> SendAsync<TItem, TAnswer>(
        IEnumerable<(SiloAddress Silo, TItem Item)> items, Func<IAudienceService, IReadOnlyList<TItem>, Task<IReadOnlyList<TAnswer?>>> send,
        Action<TItem, TAnswer> take)
        where TAnswer : class
    {
        var calls = items.GroupBy(one => one.Silo, one => one.Item).Select(silo => SendAllAsync(silo.Key, [.. silo]));
        return [.. (await Task.WhenAll(calls)).SelectMany(failed => failed)];

        // One call after the other, so that a silo with many grains has no more than one of ours at a time.
        async Task<IReadOnlyList<TItem>> SendAllAsync(SiloAddress silo, TItem[] all)
        {
            var failed = new List<TItem>();
            foreach (var part in all.Chunk(AudienceBatch.Max))
            {
                try
                {
                    var answers = await send(silos.On(silo), part);
                    foreach (var (item, answer) in part.Zip(answers))
                    {
                        if (answer is null)
                            failed.Add(item);
                        else
                            take(item, answer);
                    }
                }
                catch (TimeoutException e)
                {
                    LogNotAnswered(silo, e.Message);
                    return failed;
                }
                catch (Exception e)
                {
                    LogNotAnswered(silo, e.Message);
                    failed.AddRange(part);
                }
            }

            return failed;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Silo} did not take what is for its grains: {Reason}")]
    private partial void LogNotAnswered(SiloAddress silo, string reason);
}
