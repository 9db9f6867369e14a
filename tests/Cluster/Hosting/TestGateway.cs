using System.Net;
using System.Threading.Channels;
using Notifications.Live;
using Notifications.Subjects;
using Notifications.Users;

namespace Notifications.Tests.Cluster.Hosting;

/// <summary>A gateway that notes what it is told.</summary>
internal sealed class TestGateway : ILiveGateway
{
    private static int _generation;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<LiveFlags> _shown = Channel.CreateUnbounded<LiveFlags>();
    private readonly Channel<UserUpdate> _updates = Channel.CreateUnbounded<UserUpdate>();

    private readonly Channel<(string Site, string Name)> _moved = Channel.CreateUnbounded<(string, string)>();

    public AnnouncedGateway Reference { get; private set; } = null!;

    /// <summary>A gateway as grains know it.</summary>
    /// <param name="grains">How its own calls would go.</param>
    /// <param name="silo">Its member of the cluster; without one it is of none.</param>
    public static TestGateway Of(IGrainFactory grains, SiloAddress? silo = null)
    {
        var gateway = new TestGateway();
        silo ??= SiloAddress.New(IPAddress.Loopback, 1, Interlocked.Increment(ref _generation));
        gateway.Reference = new AnnouncedGateway(silo, grains.CreateObjectReference<ILiveGateway>(gateway));
        return gateway;
    }

    public Task Show(LiveFlags flags) => _shown.Writer.WriteAsync(flags).AsTask();

    public Task Update(UserUpdate update) => _updates.Writer.WriteAsync(update).AsTask();

    /// <summary>What it was asked to report.</summary>
    public Channel<string> Asked { get; } = Channel.CreateUnbounded<string>();

    /// <summary>Who it was told looks.</summary>
    public Channel<SubjectPresence> Presences { get; } = Channel.CreateUnbounded<SubjectPresence>();

    public Task Present(SubjectPresence presence) => Presences.Writer.WriteAsync(presence).AsTask();

    public Task AskPresence(string site, Subject subject) => Asked.Writer.WriteAsync(subject.ToString()).AsTask();

    public Task<SubjectPresence> NextPresenceAsync() => Presences.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public Task SubjectMoved(string site, Subject subject) => _moved.Writer.WriteAsync((site, subject.ToString())).AsTask();

    public Task UserMoved(string site, string user) => _moved.Writer.WriteAsync((site, user)).AsTask();

    /// <summary>The next subject or user whose grain has moved.</summary>
    public Task<(string Site, string Name)> NextMovedAsync() => _moved.Reader.ReadAsync().AsTask().WaitAsync(Patience);

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
