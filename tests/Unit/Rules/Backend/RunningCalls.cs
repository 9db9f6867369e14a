using System.Diagnostics.Metrics;
using System.Reflection;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Notifications.DeadLetters;
using Notifications.Events;
using Notifications.Live;
using Notifications.Rules.Backend;
using Notifications.Rules.Deciding;
using Notifications.Rules.Recording;
using Notifications.Storage.Backend;
using Notifications.Subjects;
using Notifications.Tests.Unit.Live;
using Notifications.Tests.Unit.Rules.Deciding;
using Notifications.Tests.Unit.Storage;

namespace Notifications.Tests.Unit.Rules.Backend;

/// <summary>The runner over a real store, with a clock that the test moves and an event grain that notes what is told.</summary>
internal sealed class RunningCalls : IAsyncDisposable
{
    private readonly TestDatabase _database = new();
    private readonly TellingGrain _grain = new();
    private readonly BackendMetrics _metrics = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
    private BackendCatalog? _catalog;
    private BackendQueue? _queue;
    private BackendRunner? _runner;

    public RunningCalls()
    {
        Calls = new ObservedCalls(new SqlBackendCalls(_database.Database, _database.Writes));
    }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));

    public ObservedCalls Calls { get; }

    public ListLogger<BackendTry> Log { get; } = new();

    public async Task StartAsync(params INotificationRule[] rules)
    {
        var options = Options.Create(new BackendOptions());
        _catalog = new BackendCatalog(rules, options, Time);
        _queue = new BackendQueue(options, Time);
        var factory = DispatchProxy.Create<IGrainFactory, TestEventGrain.OneGrain>();
        ((TestEventGrain.OneGrain)(object)factory).Grain = _grain;
        var tries = new BackendTry(
            factory, Deciders.Notices(), Calls, _metrics, options, Time, Log);
        _runner = new BackendRunner(_queue, _catalog, Calls, tries, _metrics, options, Options.Create(new LiveOptions()), Time, NullLogger<BackendRunner>.Instance);
        await _runner.StartAsync(CancellationToken.None);
    }

    public async Task StopAsync()
    {
        await _runner!.StopAsync(CancellationToken.None);
        _runner.Dispose();
        _catalog!.Dispose();
    }

    public BackendCall Hand(string id, string function = "function", RecordedNotification? proposal = null)
    {
        var @event = SampleEvent.Of() with { Id = id };
        var call = new BackendCall
        {
            Id = NotificationId.Of(@event, "rule"),
            Rule = "rule",
            RuleVersion = "v1",
            Target = $"function:{function}",
            Event = @event,
            Proposal = proposal,
        };
        _ = _queue!.HandAsync([call]);
        return call;
    }

    /// <summary>Moves the clock and lets the runner see it.</summary>
    public void Advance(TimeSpan by)
    {
        Time.Advance(by);
        _queue!.Wake();
    }

    /// <summary>What is told next: the event that carries it, and its titles.</summary>
    public async Task<(string Id, string[] Titles)> NextToldAsync()
    {
        var @event = await _grain.Told.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        return (@event.Id, [.. RecordedNotifications.Of(@event).Notifications.Select(one => one.Flag.Title)]);
    }

    public bool TellsMore() => _grain.Told.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _database.Dispose();
    }

    private sealed class TellingGrain : IIssueGrain
    {
        public Channel<Event> Told { get; } = Channel.CreateUnbounded<Event>();

        public async Task<Acceptance> Accept(Event @event)
        {
            await Told.Writer.WriteAsync(@event);
            return Acceptance.Accepted;
        }

        public Task<LiveReplay> Watch(AnnouncedGateway gateway, LivePosition? after) => throw new NotSupportedException();

        public Task Unwatch(AnnouncedGateway gateway) => throw new NotSupportedException();

        public Task<LiveReplay> Replay(LivePosition? after) => throw new NotSupportedException();

        public Task<PresenceStanding> Report(AnnouncedGateway gateway, PresenceReport report) => throw new NotSupportedException();

        public Task<SubjectPresence> Presence() => throw new NotSupportedException();

        public Task EndDueWindows() => throw new NotSupportedException();

        public Task<bool> Resume() => throw new NotSupportedException();

        public Task<SentAgain> DecideAgain(long sequence) => throw new NotSupportedException();

        public Task<HeldBack> Held() => throw new NotSupportedException();
    }
}

/// <summary>A rule in C# that a test writes.</summary>
internal sealed class TestRule(string key, Func<RuleEvent, CancellationToken, Task<BackendAnswer>> decide) : INotificationRule
{
    public TestRule(Func<RuleEvent, BackendAnswer> decide)
        : this("function", (@event, _) => Task.FromResult(decide(@event)))
    {
    }

    public string Key => key;

    public ValueTask<BackendAnswer> DecideAsync(RuleEvent @event, CancellationToken cancellationToken) => new(decide(@event, cancellationToken));
}
