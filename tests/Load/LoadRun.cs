using System.Diagnostics;
using Notifications.Tests.Product;

namespace Notifications.Tests.Load;

/// <summary>
/// Opens the sessions, makes events at a fixed rate whatever the server does, and measures each delivery from the moment
/// at which its event was due.
/// </summary>
internal static class LoadRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<LoadResult> RunAsync(ILoadTarget target, LoadPlan plan)
    {
        var warmUp = plan.Rate * (int)plan.WarmUp.TotalSeconds;
        var measured = plan.Rate * (int)plan.Duration.TotalSeconds;
        var recorder = new Recorder(warmUp + measured, warmUp, plan.GroupSize);
        var residentBefore = target.ResidentBytes;
        var sessions = await OpenAsync(target, plan, recorder);
        var residentPerSession = (target.ResidentBytes - residentBefore) / plan.Sessions;

        await PostAsync(target, plan, recorder, 0, warmUp);
        var processor = target.ProcessorTime;
        await PostAsync(target, plan, recorder, warmUp, measured);
        await recorder.Complete.WaitAsync(Patience).ContinueWith(_ => { }, TaskScheduler.Default);
        processor = target.ProcessorTime - processor;

        foreach (var session in sessions)
            await session.DisposeAsync();
        return recorder.Result(target.Name, processor, residentPerSession);
    }

    private static async Task<List<RawSession>> OpenAsync(ILoadTarget target, LoadPlan plan, Recorder recorder)
    {
        var sessions = new List<RawSession>(plan.Sessions);
        // In small lots: opening is not what is measured.
        foreach (var lot in Enumerable.Range(0, plan.Sessions).Chunk(50))
            sessions.AddRange(await Task.WhenAll(lot.Select(session => target.OpenAsync(session / plan.GroupSize, session, recorder.Received))));
        return sessions;
    }

    private static async Task PostAsync(ILoadTarget target, LoadPlan plan, Recorder recorder, int first, int count)
    {
        var sending = new Task[count];
        var start = Stopwatch.GetTimestamp();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var sent = 0; sent < count;)
        {
            var due = (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * plan.Rate) + 1;
            for (; sent < Math.Min(due, count); sent++)
            {
                var number = first + sent;
                recorder.Due(number, start + (long)(sent * (double)Stopwatch.Frequency / plan.Rate));
                sending[sent] = SendAsync(target, recorder, number % plan.Groups, number);
            }

            await ticks.WaitForNextTickAsync();
        }

        await Task.WhenAll(sending);
    }

    private static async Task SendAsync(ILoadTarget target, Recorder recorder, int group, int number)
    {
        await target.SendAsync(group, number);
        recorder.Answered(number);
    }
}
