using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Notifications.Rules.Holding;
using Notifications.Storage.Holding;
using Notifications.Subjects;
using Notifications.Tests.Unit.Storage;

namespace Notifications.Tests.Unit.Rules.Holding;

public sealed class WhoIsWoken : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(1);

    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _time = new(Now);

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task ThoseThatFailDoNotKeepOthersWaitingAndAreWokenAgainLater()
    {
        var store = new SqlHoldingStore(_database.Database, _database.Writes, _time);
        await store.SaveAsync([.. Enumerable.Range(0, DueWindows.Pace.MaxAtOnce + 1).Select(i => new HoldingSnapshot(
            "default", new Subject("jira", "issue", $"A-{i}"), 0, DateTimeOffset.UnixEpoch.AddSeconds(i), () => []))]);
        var factory = DispatchProxy.Create<IGrainFactory, NoGrains>();
        var asked = ((NoGrains)(object)factory).Asked;
        using var due = new DueWindows(store, factory, _time, NullLogger<DueWindows>.Instance);

        await due.WakeAsync(Now);
        Assert.Equal(DueWindows.Pace.MaxAtOnce, asked.Count);
        asked.Clear();
        await due.WakeAsync(Now.AddSeconds(1));
        Assert.EndsWith($"A-{DueWindows.Pace.MaxAtOnce}", Assert.Single(asked), StringComparison.Ordinal);
        asked.Clear();
        await due.WakeAsync(Now.AddMinutes(1));
        Assert.Equal(DueWindows.Pace.MaxAtOnce, asked.Count);
    }

    /// <summary>A cluster none of whose grains can be reached.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
    internal class NoGrains : DispatchProxy
#pragma warning restore CA1852
    {
        public List<string> Asked { get; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Asked.Add((string)args![0]!);
            throw new InvalidOperationException("No grain can be reached.");
        }
    }
}
