using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Cluster;
using Notifications.DeadLetters;
using Notifications.Events;
using Notifications.Live;
using Notifications.Subjects;

namespace Notifications.Tests.Unit.Live;

/// <summary>An event grain whose answers to a gateway the test gives, one after the other.</summary>
internal sealed class TestEventGrain : IIssueGrain
{
    private readonly Queue<Func<LivePosition?, Task<LiveReplay>>> _answers = new();

    /// <summary>The positions that the gateway asked from.</summary>
    public List<LivePosition?> Asked { get; } = [];

    public void Answer(Func<LivePosition?, Task<LiveReplay>> answer) => _answers.Enqueue(answer);

    public void Answer(LiveReplay replay) => Answer(_ => Task.FromResult(replay));

    public Task<LiveReplay> Watch(AnnouncedGateway gateway, LivePosition? after)
    {
        Asked.Add(after);
        return _answers.Dequeue()(after);
    }

    public Task<LiveReplay> Replay(LivePosition? after) => Watch(null!, after);

    public Task Unwatch(AnnouncedGateway gateway) => Task.CompletedTask;

    public Task<Acceptance> Accept(Event @event) => throw new NotSupportedException();

    /// <summary>The gateway's way to this grain.</summary>
    public EventGrains AsEventGrains()
    {
        var factory = DispatchProxy.Create<IGrainFactory, OneGrain>();
        ((OneGrain)(object)factory).Grain = this;
        var reference = new GatewayReference();
        reference.Create(factory, new NoGateway(), SiloAddress.Zero);
        var pipeline = ClusterPipeline.Register(new ServiceCollection().AddSingleton(TimeProvider.System))
            .BuildServiceProvider().GetRequiredService<ClusterPipeline>();
        return new EventGrains(factory, pipeline, reference, TimeProvider.System);
    }

    /// <summary>A grain factory that knows one grain.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
    internal class OneGrain : DispatchProxy
#pragma warning restore CA1852
    {
        public IIssueGrain? Grain { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(IGrainFactory.CreateObjectReference) ? args![0] : Grain;
    }

    private sealed class NoGateway : ILiveGateway
    {
        public Task Show(LiveFlags flags) => Task.CompletedTask;

        public Task Present(SubjectPresence presence) => Task.CompletedTask;

        public Task AskPresence(string site, Subject subject) => Task.CompletedTask;

        public Task SubjectMoved(string site, Subject subject) => Task.CompletedTask;

        public Task UserMoved(string site, string user) => Task.CompletedTask;

        public Task Update(Notifications.Users.UserUpdate update) => Task.CompletedTask;
    }

    public Task<PresenceStanding> Report(AnnouncedGateway gateway, PresenceReport report) => throw new NotSupportedException();

    public Task<SubjectPresence> Presence() => throw new NotSupportedException();

    public Task EndDueWindows() => throw new NotSupportedException();

    public Task<bool> Resume() => throw new NotSupportedException();

    public Task<SentAgain> DecideAgain(long sequence) => throw new NotSupportedException();

    public Task<HeldBack> Held() => throw new NotSupportedException();
}
