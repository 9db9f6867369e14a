using Microsoft.Extensions.Hosting;

namespace Notifications.Rules.Storing;

/// <summary>Reads the rules that were written by API before the host takes work, and again when another silo changes them.</summary>
internal sealed class StoredRuleWatcher(RuleBook book, TimeProvider time) : IHostedLifecycleService, IDisposable
{
    /// <summary>How often the store is asked whether anything changed.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);

    private ITimer? _timer;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await book.LoadStoredAsync();
        }
        catch (RuleStoreUnavailableException problem)
        {
            // Without them events would be decided by too few rules, and nobody would know.
            throw new InvalidOperationException($"The rules that were written by API can't be read: {problem.Message}", problem);
        }

        _timer = time.CreateTimer(_ => Look(), null, Interval, Timeout.InfiniteTimeSpan);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _timer?.Dispose();

    // The next look is due after this one: a store that is slow is not asked twice at a time.
    private async void Look()
    {
        await book.TryLoadStoredAsync();
        _timer?.Change(Interval, Timeout.InfiniteTimeSpan);
    }
}
