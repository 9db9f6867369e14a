using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Cluster;
using Notifications.Live;
using Notifications.Subjects;
using Notifications.Users;

namespace Notifications.Tests.Unit.Live;

/// <summary>Silos as a gateway sees them: what it tells each of them in batches, and what it tells grains one by one.</summary>
internal sealed class TestSilos : IAudienceSilos
{
    public static readonly SiloAddress One = Address(1);

    public static readonly SiloAddress Two = Address(2);

    public TestSilos()
    {
        var factory = DispatchProxy.Create<IGrainFactory, Factory>();
        ((Factory)(object)factory).Silos = this;
        Self.Create(factory, DispatchProxy.Create<ILiveGateway, Nothing>(), SiloAddress.Zero);
        var pipeline = ClusterPipeline.Register(new ServiceCollection().AddSingleton(TimeProvider.System))
            .BuildServiceProvider().GetRequiredService<ClusterPipeline>();
        Subjects = new EventGrains(factory, pipeline, Self, TimeProvider.System);
        Users = new UserContexts(factory, pipeline, Self);
        Batches = new SiloBatches(this, NullLogger<SiloBatches>.Instance);
    }

    public GatewayReference Self { get; } = new();

    public EventGrains Subjects { get; }

    public UserContexts Users { get; }

    public SiloBatches Batches { get; }

    /// <summary>Where a grain is, by its key.</summary>
    public Func<string, SiloAddress> Where { get; set; } = _ => One;

    /// <summary>What a silo answers a batch with, if not with answers.</summary>
    public Func<SiloAddress, Exception?> Failure { get; set; } = _ => null;

    /// <summary>What a grain waits for before it answers.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    /// <summary>The calls to silos, each with what it said.</summary>
    public ConcurrentQueue<(SiloAddress Silo, IReadOnlyList<object> Said)> Calls { get; } = new();

    /// <summary>The calls to grains.</summary>
    public ConcurrentQueue<(string Method, string Key)> Direct { get; } = new();

    public static SiloAddress Address(int number) => SiloAddress.New(IPAddress.Loopback, number, 1);

    public IAudienceService On(SiloAddress silo)
    {
        var service = DispatchProxy.Create<IAudienceService, Service>();
        ((Service)(object)service).Silos = (this, silo);
        return service;
    }

    private LiveReplay Replay(string key) => new() { Position = new LivePosition("epoch", 5), Complete = true, Missed = [], Silo = Where(key) };

    private UserStanding Standing(string key) => new(new UserPosition("epoch", 5), new UserCounts(0, 5), null) { Silo = Where(key) };

#pragma warning disable CA1852 // DispatchProxy derives from them.
    internal class Factory : DispatchProxy
    {
        public TestSilos Silos { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(IGrainFactory.CreateObjectReference))
                return args![0];
            var grain = targetMethod.GetGenericArguments()[0] == typeof(IUserContextGrain)
                ? (Grain)DispatchProxy.Create<IUserContextGrain, Grain>()
                : (Grain)DispatchProxy.Create<IIssueGrain, Grain>();
            (grain.Silos, grain.Key) = (Silos, (string)args![0]!);
            return grain;
        }
    }

    internal class Grain : DispatchProxy
    {
        public TestSilos Silos { get; set; } = null!;

        public string Key { get; set; } = "";

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Silos.Direct.Enqueue((targetMethod!.Name, Key));
            return targetMethod.Name switch
            {
                "Watch" or "Replay" => AnswerAsync(Silos.Replay),
                "Attach" => AnswerAsync(Silos.Standing),
                _ => Silos.Held,
            };
        }

        private async Task<T> AnswerAsync<T>(Func<string, T> answer)
        {
            await Silos.Held;
            return answer(Key);
        }
    }

    internal class Service : DispatchProxy
    {
        public (TestSilos All, SiloAddress Silo) Silos { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var (all, silo) = Silos;
            IReadOnlyList<object> said = [.. ((System.Collections.IEnumerable)args![1]!).Cast<object>()];
            all.Calls.Enqueue((silo, said));
            if (all.Failure(silo) is { } failure)
                throw failure;
            return said is [UserAttachment, ..]
                ? Task.FromResult<IReadOnlyList<UserStanding?>>([.. said.Cast<UserAttachment>().Select(one => one.Ends ? null : all.Standing(UserKey.Of(one.Site, one.User)))])
                : Task.FromResult<IReadOnlyList<LiveReplay?>>([.. said.Cast<SubjectWatch>().Select(one => one.Ends ? null : all.Replay(SubjectKey.Of(one.Site, one.Subject)))]);
        }
    }

    internal class Nothing : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Task.CompletedTask;
    }
#pragma warning restore CA1852
}
