using System.Diagnostics;

namespace Notifications.Tests.Load.Stores;

/// <summary>Notes when what hooks made came to each of its recipients.</summary>
internal sealed class Arrivals(int hooks, int recipients)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource[] _all = [.. Enumerable.Range(0, hooks).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
    private readonly int[] _count = new int[hooks];
    private readonly long[] _due = new long[hooks];
    private readonly double[] _delays = new double[hooks * recipients];

    /// <summary>Ends when all recipients of a hook have what it made.</summary>
    public Task AllOf(int number) => _all[number].Task.WaitAsync(Patience);

    public void Due(int number, long timestamp) => _due[number] = timestamp;

    public void Note(int number)
    {
        var count = Interlocked.Increment(ref _count[number]);
        if (count > recipients)
            throw new InvalidOperationException($"Hook {number} arrived {count} times at {recipients} recipients.");
        _delays[(number * recipients) + count - 1] = Stopwatch.GetElapsedTime(_due[number]).TotalMilliseconds;
        if (count == recipients)
            _all[number].TrySetResult();
    }

    /// <summary>The delays of the hooks from one on, each from the moment at which it was due.</summary>
    public double[] DelaysOf(int first) => _delays[(first * recipients)..];
}
