using Notifications.Rules.Trials;
using Notifications.Tests.Unit.Rules.Deciding;
using Notifications.Tests.Unit.Storage;

namespace Notifications.Tests.Unit.Rules.Trials;

public sealed class HowATrialRests : IAsyncLifetime
{
    private static readonly string Rule = Trying.Rule("{ to: [assignee], title: Hello }");

    private readonly SteppingTime _time = new();
    private PastLog _log = null!;

    public async ValueTask InitializeAsync()
    {
        _log = await PastLog.OpenAsync();
        await _log.AcceptAsync(Trying.Updated("1"), Trying.Updated("2"), Trying.Updated("3"));
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 3)]
    public async Task AfterEachSliceOfWorkForAsLongAsItIsTold(int milliseconds, int rests)
    {
        var rest = TimeSpan.FromMilliseconds(milliseconds);
        var plan = Trying.Plan(Trying.Order(Rule), Deciders.Rules(Rule));

        var report = await new TrialRun(_log.Past, plan, Deciders.Decider(), _time) { Rest = rest }.RunAsync(CancellationToken.None);

        Assert.Equal(3, report.Events);
        Assert.Equal(Enumerable.Repeat(rest, rests), _time.Waits);
    }

    /// <summary>A clock by which all work takes longer than a slice.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        private long _timestamp;

        public List<TimeSpan> Waits { get; } = [];

        public override long GetTimestamp() => _timestamp += TimestampFrequency;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
