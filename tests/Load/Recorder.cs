using System.Diagnostics;

namespace Notifications.Tests.Load;

/// <summary>Notes when events were due, answered and received. Only those after the warm-up count.</summary>
internal sealed class Recorder(int events, int warmUp, int groupSize)
{
    private readonly long[] _due = new long[events];
    private readonly long[] _answered = new long[events];
    private readonly long[] _delays = new long[(events - warmUp) * groupSize];
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _received;

    /// <summary>Ends when each event has reached each session of its group.</summary>
    public Task Complete => _complete.Task;

    public void Due(int number, long timestamp) => _due[number] = timestamp;

    public void Answered(int number) => _answered[number] = Stopwatch.GetTimestamp();

    public void Received(int number)
    {
        if (number < warmUp)
            return;
        var delay = Stopwatch.GetTimestamp() - _due[number];
        var index = Interlocked.Increment(ref _received) - 1;
        if (index < _delays.Length)
            _delays[index] = delay;
        if (index == _delays.Length - 1)
            _complete.TrySetResult();
    }

    public LoadResult Result(string name, TimeSpan processor, long residentPerSession)
    {
        var received = Volatile.Read(ref _received);
        var delays = _delays[..Math.Min(received, _delays.Length)];
        var answers = Enumerable.Range(warmUp, events - warmUp).Select(number => _answered[number] - _due[number]).ToArray();
        Array.Sort(delays);
        Array.Sort(answers);
        return new LoadResult(
            name, received, _delays.Length, Percentile(answers, 0.5), Percentile(answers, 0.99),
            Percentile(delays, 0.5), Percentile(delays, 0.99), Percentile(delays, 1),
            received == 0 ? 0 : processor.TotalMicroseconds / received, residentPerSession);
    }

    private static double Percentile(long[] sorted, double share) => sorted.Length == 0
        ? double.NaN
        : Stopwatch.GetElapsedTime(0, sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))]).TotalMilliseconds;
}
