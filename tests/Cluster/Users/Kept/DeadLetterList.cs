using System.Collections.Concurrent;
using System.Reflection;
using Notifications.DeadLetters;

namespace Notifications.Tests.Cluster.Users.Kept;

/// <summary>Dead letters that the kept lane adds.</summary>
internal sealed class DeadLetterList
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<DeadLetter> All { get; } = new();

    /// <summary>Ends when there is one.</summary>
    public Task First => _first.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>The list as a store.</summary>
    public IDeadLetterStore Store
    {
        get
        {
            var store = DispatchProxy.Create<IDeadLetterStore, Adding>();
            ((Adding)(object)store).List = this;
            return store;
        }
    }

#pragma warning disable CA1852 // DispatchProxy derives from it.
    internal class Adding : DispatchProxy
#pragma warning restore CA1852
    {
        public DeadLetterList? List { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod?.Name != nameof(IDeadLetterStore.AddAsync))
                throw new NotSupportedException();
            List!.All.Enqueue((DeadLetter)args![0]!);
            List._first.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
