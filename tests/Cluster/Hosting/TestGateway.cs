using System.Threading.Channels;
using Notifications.Live;
using Notifications.Users;

namespace Notifications.Tests.Cluster.Hosting;

/// <summary>A gateway that notes what it is told.</summary>
internal sealed class TestGateway : ILiveGateway
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<LiveFlags> _shown = Channel.CreateUnbounded<LiveFlags>();
    private readonly Channel<UserUpdate> _updates = Channel.CreateUnbounded<UserUpdate>();

    public ILiveGateway Reference { get; set; } = null!;

    public Task Show(LiveFlags flags) => _shown.Writer.WriteAsync(flags).AsTask();

    public Task Update(UserUpdate update) => _updates.Writer.WriteAsync(update).AsTask();

    public Task<LiveFlags> NextFlagsAsync() => _shown.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>The next messages in the order of their sequences: one-way messages may overtake each other.</summary>
    public async Task<IReadOnlyList<LiveFlags>> NextFlagsAsync(int count)
    {
        var flags = new List<LiveFlags>();
        while (flags.Count < count)
            flags.Add(await NextFlagsAsync());
        flags.Sort((one, other) => one.Position.Sequence.CompareTo(other.Position.Sequence));
        return flags;
    }

    public Task<UserUpdate> NextUpdateAsync() => _updates.Reader.ReadAsync().AsTask().WaitAsync(Patience);

}
