using System.Collections.Concurrent;

namespace Notifications.Tests.Faults.Accounting;

/// <summary>What those who use the product write down while it is broken.</summary>
internal sealed class Journal
{
    private readonly ConcurrentDictionary<int, PlannedHook> _hooks = new();
    private long _step;

    public ConcurrentQueue<Attempt> Attempts { get; } = new();

    public ConcurrentQueue<Operation> Operations { get; } = new();

    public ConcurrentQueue<MuteSet> Mutes { get; } = new();

    /// <summary>Per session: <see cref="ToldChange"/> and <see cref="BeganAnew"/> in their order.</summary>
    public ConcurrentQueue<object> Told { get; } = new();

    public ConcurrentQueue<ToldFlag> Flags { get; } = new();

    public IReadOnlyDictionary<int, PlannedHook> Hooks => _hooks;

    /// <summary>The next step of a clock that orders what was written: who ended before another began did so in fact.</summary>
    public long Step() => Interlocked.Increment(ref _step);

    public void Add(PlannedHook hook) => _hooks[hook.Number] = hook;
}
