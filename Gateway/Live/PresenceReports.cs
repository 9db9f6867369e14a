using System.Threading.Channels;
using Notifications.Cluster;

namespace Notifications.Live;

/// <summary>Reports who looks at what, some time after it changed, in one call for each silo.</summary>
internal sealed partial class PresenceReports(
    SiloBatches silos, EventGrains grains, GatewayReference self, TimeProvider time, ILogger<PresenceReports> logger) : BackgroundService
{
    private const int Parallelism = 16;

    // Bounded by the views, each of which is in it once at most.
    private readonly Channel<SubjectView> _changed = Channel.CreateUnbounded<SubjectView>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ILogger<PresenceReports> _logger = logger;

    /// <summary>Reports the viewers of a subject soon.</summary>
    public void Report(SubjectView view)
    {
        if (view.TryQueueReport())
            _changed.Writer.TryWrite(view);
    }

    /// <summary>Reports the viewers of a subject now, for a session that is the first to see who they are.</summary>
    public async Task ReportNowAsync(SubjectView view)
    {
        if (view.Presence.Next() is { } report)
            await TryReportAsync(view, report);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _changed.Reader.WaitToReadAsync(stoppingToken))
        {
            await Task.Delay(PresenceLimits.Gathering, time, stoppingToken);
            // Not waited for: a silo that does not answer holds up no other. Each view has one report under way at most.
            _ = ReportAllAsync();
        }
    }

    /// <summary>Reports what has changed by now.</summary>
    private async Task ReportAllAsync()
    {
        var known = new List<(SiloAddress, (SubjectView View, PresenceReport Report))>();
        var unknown = new List<(SubjectView View, PresenceReport Report)>();
        while (_changed.Reader.TryRead(out var view))
        {
            view.DequeueReport();
            if (view.Presence.Next() is not { } report)
                continue;
            if (view.Silo is { } silo)
                known.Add((silo, (view, report)));
            else
                unknown.Add((view, report));
        }

        if (known.Count + unknown.Count == 0)
            return;
        var open = known.Select(one => one.Item2).ToHashSet();
        var failed = await silos.SendAsync<(SubjectView View, PresenceReport Report), PresenceStanding>(
            known,
            (silo, part) => silo.Report(self.Value, [.. part.Select(one => one.View.Report(one.Report))]),
            (one, standing) =>
            {
                open.Remove(one);
                one.View.Presence.Answered(one.Report, standing);
            });
        unknown.AddRange(failed);
        // What a silo did not answer in time is the whole the next time, and that is soon.
        foreach (var (view, report) in open.Except(failed))
        {
            view.Presence.Answered(report, null);
            Report(view);
        }

        await Parallel.ForEachAsync(unknown, new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, async (one, _) => await TryReportAsync(one.View, one.Report));
    }

    private async Task TryReportAsync(SubjectView view, PresenceReport report)
    {
        PresenceStanding? standing = null;
        try
        {
            standing = await grains.ReportAsync(view.Site, view.Subject, report);
        }
        catch (ClusterUnavailableException e)
        {
            // The announcement to the next activation finds that it knows nothing.
            LogNotReported(e.Message);
        }
        finally
        {
            view.Presence.Answered(report, standing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Who looks at a subject could not be reported: {Reason}")]
    private partial void LogNotReported(string reason);
}
