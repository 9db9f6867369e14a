using System.Diagnostics;

namespace Notifications.Tests.Faults.Clusters;

/// <summary>What people noticed of one fault.</summary>
/// <param name="LongestSilence">The longest that a flag took from its hook to a session.</param>
/// <param name="FailedHooks">How many hooks were not acknowledged, and how that was said.</param>
/// <param name="Recovery">From the fault until hooks were acknowledged and flags shown within a second again, for good.</param>
/// <param name="SlowestHook">The longest that a hook had to wait for its answer.</param>
/// <param name="PresenceBehind">The longest until it was told that somebody came to a subject or left it.</param>
internal sealed record FaultEffect(
    string Fault, TimeSpan LongestSilence, int Hooks, IReadOnlyDictionary<string, int> FailedHooks, TimeSpan Recovery, TimeSpan SlowestHook,
    TimeSpan PresenceBehind, int Reconnected)
{
    /// <summary>What is late.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    /// <summary>Measures what was sent between two moments.</summary>
    /// <param name="began">When the fault came.</param>
    /// <param name="until">When all was long over.</param>
    public static FaultEffect Of(string fault, Pulse pulse, long began, long until, int reconnected)
    {
        // What was on its way when it came is part of it.
        var beats = pulse.Beats.Where(beat => beat.Ended >= began && beat.Sent <= until).ToList();
        var (silence, recovered) = (TimeSpan.Zero, began);
        foreach (var beat in beats.Where(beat => !beat.IsAcknowledged))
            recovered = Math.Max(recovered, beat.Ended);
        var bySubject = pulse.Sessions.ToLookup(session => session.SubjectNumber);
        foreach (var beat in beats.Where(beat => beat.IsAcknowledged))
        {
            foreach (var session in bySubject[pulse.SubjectOf(beat.Number)])
            {
                if (!session.Shown.TryGetValue(beat.Number, out var shown))
                    continue;
                var delay = Stopwatch.GetElapsedTime(beat.Sent, shown);
                if (delay > silence)
                    silence = delay;
                if (delay > Late)
                    recovered = Math.Max(recovered, shown);
            }
        }

        return new FaultEffect(
            fault, silence, beats.Count, beats.Where(beat => !beat.IsAcknowledged).CountBy(beat => beat.Detail).ToDictionary(),
            Stopwatch.GetElapsedTime(began, recovered), beats.Select(beat => Stopwatch.GetElapsedTime(beat.Sent, beat.Ended)).DefaultIfEmpty().Max(),
            pulse.Watches.SelectMany(watch => watch.Changes).Where(change => change.Told >= began && change.At <= until).Select(change => change.Delay)
                .DefaultIfEmpty().Max(),
            reconnected);
    }

    public override string ToString() =>
        $"| {Fault} | {LongestSilence.TotalSeconds:0.0} | {FailedHooks.Values.Sum()} of {Hooks}{(FailedHooks.Count == 0 ? "" : $" ({string.Join(", ", FailedHooks.Select(failed => $"{failed.Value} {failed.Key}"))})")} | {Recovery.TotalSeconds:0.0} | {SlowestHook.TotalSeconds:0.0} | {PresenceBehind.TotalSeconds:0.0} | {Reconnected} |";
}
