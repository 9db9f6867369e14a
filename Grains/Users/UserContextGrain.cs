using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Events;
using Notifications.Live;
using Notifications.Storage;
using Notifications.Subjects;
using Notifications.Users.Erasing;
using Notifications.Users.Inbox;
using Notifications.Users.Kept;
using Notifications.Users.Preferences;
using Orleans.Streams.Core;

namespace Notifications.Users;

/// <summary>One user's context: <see cref="UserContext"/> as a grain, with the gateways that it tells and a timer for what is due.</summary>
[ImplicitStreamSubscription(KeptNotification.StreamNamespace)]
[GrainType("user-context")]
internal sealed partial class UserContextGrain : Grain, IUserContextGrain, IStreamSubscriptionObserver
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstSettlePause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestSettlePause = TimeSpan.FromSeconds(10);

    // Timers have a longest time, and a year is beyond it.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly ILogger<UserContextGrain> _logger;
    private readonly WatchingGateways _gateways;
    private readonly UserContext _context;
    private readonly Deliveries _deliveries;
    private readonly DueWork _due;
    private readonly Orders _orders;
    private readonly Wishes _wishes;
    private readonly Admission _admission;
    private readonly FirstPage _firstPage;
    private IGrainTimer? _timer;
    private IGrainTimer? _settling;
    private TimeSpan _settlePause;
    private DateTimeOffset? _timed;

    public UserContextGrain(
        IInboxStore store, IErasureStore erasures, IEventLog log, IOptions<InboxOptions> options, InboxMetrics metrics,
        WatchingServices watching, TimeProvider time, ILogger<UserContextGrain> logger)
    {
        (_time, _logger) = (time, logger);
        _gateways = new WatchingGateways(watching);
        var (site, user) = UserKey.Read(this.GetPrimaryKeyString());
        _context = new UserContext(new UserContextServices(store, options.Value, metrics, log.Epoch, time), site, user, Tell);
        var receipts = new EarlyReceipts();
        _due = new DueWork(_context);
        _admission = new Admission(_context, _due, erasures);
        _deliveries = new Deliveries(_context, receipts, _due, _admission);
        _orders = new Orders(_context, receipts);
        _wishes = new Wishes(_context, _due, _admission);
        _firstPage = new FirstPage(_context);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        _settling?.Dispose();
        _gateways.TellLast(gateway => gateway.UserMoved(_context.Site, _context.User), e => LogGatewayUnreachable(_context.Site, e));
        return Task.CompletedTask;
    }

    public async Task<UserStanding> Attach(AnnouncedGateway gateway)
    {
        await KnowAsync();
        _gateways.Renew(gateway);
        return _context.Standing with { Silo = _gateways.Silo };
    }

    public Task Detach(AnnouncedGateway gateway)
    {
        _gateways.Remove(gateway);
        return Task.CompletedTask;
    }

    public async Task<UserReplay> Replay(UserPosition? after)
    {
        await KnowAsync();
        return _context.Replay(after);
    }

    public async Task<InboxPage> List(InboxQuery query)
    {
        await KnowAsync();
        return await _firstPage.ListAsync(query);
    }

    public Task<InboxChanged> Change(InboxOrder order) => WriteAsync(() => _orders.ChangeAsync(order));

    public Task<long> Opened(Subject subject) => WriteAsync(() => _orders.OpenAsync(subject));

    public Task Acknowledge(FlagReceipt receipt) => WriteAsync(() => _orders.AcknowledgeAsync(receipt));

    public async Task<UserPreferences> GetPreferences()
    {
        await KnowAsync();
        return _context.Preferences;
    }

    public Task<PreferencesAnswer> SetPreferences(UserPreferences preferences, string? ifVersion) =>
        WriteAsync(() => _wishes.SetAsync(preferences, ifVersion));

    public Task<PreferencesAnswer> Mute(Mute mute) => WriteAsync(() => _wishes.MuteAsync(mute));

    public Task<PreferencesAnswer> Unmute(Subject subject) => WriteAsync(() => _wishes.UnmuteAsync(subject));

    public async Task<EffectivePreference> Effective(PreferenceQuestion question)
    {
        await KnowAsync();
        return _wishes.Effective(question);
    }

    public Task<long> Withdraw(Subject subject) => WriteAsync(() => _orders.WithdrawAsync(subject));

    public Task DoDue() => WriteAsync(_due.DoAsync);

    public Task<bool> Erase() => WriteAsync(_admission.EraseAsync);

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<KeptNotification>().ResumeAsync(new KeptObserver(TakeAsync, _time, _logger));

    // Not while it is activated: what is delivered to a grain that can't be activated has failed, and it is the store that has.
    private async Task KnowAsync()
    {
        await _context.KnowAsync();
        Arm();
    }

    private async Task TakeAsync(IReadOnlyList<KeptNotification> notifications)
    {
        try
        {
            await WriteAsync(() => _deliveries.TakeAsync(notifications));
        }
        catch (ContextFencedException e)
        {
            // The successor takes them; nothing is wrong with them.
            throw new StoreUnavailableException(e.Message, e);
        }
    }

    private async Task<T> WriteAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (ContextFencedException)
        {
            // What it would say or write from here on is of the past.
            LogFenced(_context.Site);
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            Arm();
            if (_context.IsUnknown)
                Settle();
        }
    }

    /// <summary>Finds out what became of a commit of which nobody knows, also where nobody calls: its changes are to be told.</summary>
    private void Settle()
    {
        if (_settling is not null)
            return;
        _settlePause = FirstSettlePause;
        _settling = this.RegisterGrainTimer(SettleByTimerAsync, new GrainTimerCreationOptions(TimeSpan.Zero, LongestSettlePause));
    }

    private async Task SettleByTimerAsync(CancellationToken stopping)
    {
        try
        {
            await _context.SettleAsync();
            _settling?.Dispose();
            _settling = null;
            Arm();
        }
        catch (Exception e)
        {
            LogNotSettled(_context.Site, e);
            _settling?.Change(_settlePause, LongestSettlePause);
            _settlePause = _settlePause * 2 < LongestSettlePause ? _settlePause * 2 : LongestSettlePause;
        }
    }

    private void Tell(UserUpdate update) =>
        _gateways.Tell(gateway => gateway.Update(update), e => LogGatewayUnreachable(_context.Site, e));

    /// <summary>Sets the timer to when there is something to do. A grain that is not there is woken by <see cref="DueUsers"/>.</summary>
    private void Arm()
    {
        if (_context.State.Due == _timed)
            return;
        _timed = _context.State.Due;
        if (_timed is not { } due)
        {
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = due - _time.GetUtcNow();
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
        if (_timer is null)
            _timer = this.RegisterGrainTimer(DoDueByTimerAsync, new GrainTimerCreationOptions(wait, RetryPause));
        else
            _timer.Change(wait, RetryPause);
    }

    private async Task DoDueByTimerAsync(CancellationToken stopping)
    {
        if (_context.State.Due is { } due && due > _time.GetUtcNow())
        {
            _timed = null;
            Arm();
            return;
        }

        try
        {
            await DoDue();
        }
        catch (Exception e)
        {
            LogDueNotDone(_context.Site, e);
        }
    }
}
