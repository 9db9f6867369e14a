using Notifications.Events;
using Notifications.Subjects;

namespace Notifications.Storage.Sqlite;

/// <summary>An append that waits for its transaction.</summary>
internal sealed class Append(Event @event, long sequence)
{
    private readonly TaskCompletionSource<Appended> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Event Event => @event;
    public long Sequence => sequence;
    public InsertOutcome Outcome { get; set; }
    public Task<Appended> Task => _done.Task;

    /// <summary>Answers the sender, after the transaction's commit.</summary>
    public void Complete()
    {
        if (Outcome == InsertOutcome.SequenceTaken)
            _done.TrySetException(new SequenceTakenException(SubjectKey.Of(@event.Site, @event.Subject), sequence));
        else
            _done.TrySetResult(Outcome == InsertOutcome.Duplicate ? Appended.Duplicate : Appended.Written);
    }

    public void Fail(Exception exception) => _done.TrySetException(exception);
}

/// <summary>What became of one row within a transaction.</summary>
internal enum InsertOutcome
{
    Written,
    Duplicate,
    SequenceTaken,
}
