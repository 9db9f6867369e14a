namespace Notifications.Live;

/// <summary>Renews what this gateway has announced to grains, and sweeps sessions.</summary>
internal sealed partial class LeaseRenewal(
    SubjectViews views, UserSessions users, Sessions sessions, TimeProvider time, ILogger<LeaseRenewal> logger) : BackgroundService
{
    private const int Parallelism = 32;

    private readonly ILogger<LeaseRenewal> _logger = logger;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(RenewAsync(stoppingToken), SweepAsync(stoppingToken));

    private async Task RenewAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LiveLease.Renewal, time);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = stoppingToken };
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Parallel.ForEachAsync(views.All, options, (view, _) => TryAsync(() => views.RenewAsync(view)));
            await Parallel.ForEachAsync(users.All, options, (user, _) => TryAsync(() => users.RenewAsync(user)));
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            sessions.Sweep();
    }

    private async ValueTask TryAsync(Func<Task> renew)
    {
        try
        {
            await renew();
        }
        catch (Exception e)
        {
            LogNotRenewed(e.Message);
        }
    }
}
