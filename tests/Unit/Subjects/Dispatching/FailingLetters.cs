using System.Threading.Channels;
using Notifications.DeadLetters;
using Notifications.Storage;

namespace Notifications.Tests.Unit.Subjects.Dispatching;

/// <summary>Dead letters that can't be written for a while.</summary>
internal sealed class FailingLetters : IDeadLetterStore
{
    private readonly Channel<DeadLetter> _added = Channel.CreateUnbounded<DeadLetter>();
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsFailing { get; set; }

    public Task TriedAsync() => _tried.Task.WaitAsync(TimeSpan.FromSeconds(10));

    public Task<DeadLetter> NextAsync() => _added.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    public Task AddAsync(DeadLetter letter)
    {
        _tried.TrySetResult();
        if (IsFailing)
            throw new StoreUnavailableException("The disk is full.");
        return _added.Writer.WriteAsync(letter).AsTask();
    }

    public Task<IReadOnlyList<DeadLetter>> ListAsync(string site, DeadLetterQuery query) => throw new NotSupportedException();

    public Task<DeadLetter?> FindAsync(string site, string id) => throw new NotSupportedException();

    public Task RemoveAsync(DeadLetter letter) => throw new NotSupportedException();

    public Task<bool> DiscardAsync(string site, string id) => throw new NotSupportedException();

    public Task<int> DiscardOfUserAsync(string site, string user) => throw new NotSupportedException();
}
