using System.Diagnostics;

namespace Notifications.Tests.Load.Stores;

/// <summary>How long things took.</summary>
internal static class Delays
{
    public static double Percentile(double[] delays, double share)
    {
        if (delays.Length == 0)
            return double.NaN;
        var sorted = delays.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }

    /// <summary><c>p50 / p99</c> in ms.</summary>
    public static string Text(double[] delays) => $"{Percentile(delays, 0.5):0.0} / {Percentile(delays, 0.99):0.0}";

    public static double MillisecondsSince(long timestamp) => Stopwatch.GetElapsedTime(timestamp).TotalMilliseconds;
}
