using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Cluster;
using Notifications.Live;
using Notifications.Subjects;
using Notifications.Users;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Unit.Live;

/// <summary>
/// A user context as its contract describes it, in memory: changes with a sequence that grows by one, and as many of them
/// remembered as the test says. It tells nobody by itself: the test passes on what <see cref="Commit"/> returns, or loses it.
/// </summary>
internal sealed class TestUserContext(int remembered = 100) : IUserContextGrain
{
    private readonly Lock _lock = new();
    private readonly List<UserChange> _changes = [];
    private UserPreferences? _preferences;
    private UserChange? _digest;
    private string _epoch = "epoch";
    private long _sequence;

    /// <summary>What happens after a gateway's announcement was answered, while the answer is on its way.</summary>
    public Action OnAttach { get; set; } = () => { };

    /// <summary>What is called after a question was answered, while the answer is on its way.</summary>
    public Func<Task> AfterReplay { get; set; } = () => Task.CompletedTask;

    /// <summary>Thrown by every call while it is there.</summary>
    public Exception? Failure { get; set; }

    public int Attached { get; private set; }

    public int Replayed { get; private set; }

    public List<InboxQuery> Queries { get; } = [];

    public List<InboxOrder> Orders { get; } = [];

    public List<FlagReceipt> Receipts { get; } = [];

    public List<PreferenceQuestion> Questions { get; } = [];

    public List<Mute> Mutes { get; } = [];

    public List<Subject> Unmuted { get; } = [];

    /// <summary>What <see cref="Mute"/> answers.</summary>
    public PreferencesOutcome MuteOutcome { get; set; }

    /// <summary>What <see cref="List"/> answers.</summary>
    public (IReadOnlyList<InboxItem> Items, long? Next) Page { get; set; } = ([], null);

    public UserPosition Position => new(_epoch, _sequence);

    /// <summary>Makes changes durable, and returns the message about them.</summary>
    public UserUpdate Commit(params UserChange[] changes)
    {
        lock (_lock)
        {
            var previous = _sequence;
            UserChange[] numbered = [.. changes.Select(change => change with { Sequence = ++_sequence })];
            _changes.AddRange(numbered);
            _changes.RemoveRange(0, Math.Max(0, _changes.Count - remembered));
            return new UserUpdate { Site = "default", User = "anna", Previous = previous, Position = Position, Counts = Counts, Changes = numbered };
        }
    }

    /// <summary>Changes the preferences, and returns the message about it.</summary>
    public UserUpdate Prefer(UserPreferences preferences)
    {
        _preferences = preferences;
        return Commit(new UserChange { Sequence = 0, Kind = UserChangeKind.Preferences }) with { Preferences = preferences };
    }

    /// <summary>What a message says that is no change.</summary>
    public UserUpdate Close(params string[] ids) => new()
    {
        Site = "default", User = "anna", Previous = _sequence, Position = Position, Counts = Counts, Closed = ids,
    };

    /// <summary>Begins another life of the store.</summary>
    public void Restart(string epoch, long sequence)
    {
        lock (_lock)
        {
            (_epoch, _sequence) = (epoch, sequence);
            _changes.Clear();
        }
    }

    public static UserChange Arrived(string id, params FlagText[] translations) => new()
    {
        Sequence = 0,
        Kind = UserChangeKind.Arrived,
        Item = new InboxItem
        {
            Sequence = 0,
            Subject = new Subject("jira", "issue", "A-1"),
            Source = "jira",
            Reasons = ["assignee"],
            Flag = new Flag { Id = id, Rule = "rule", Title = id, Time = DateTimeOffset.UnixEpoch, Translations = translations },
        },
    };

    /// <summary>Remembers a digest, as a context does over a crash.</summary>
    public void Remember(UserChange? digest) => _digest = digest;

    public static UserChange Digest(string id) => new()
    {
        Sequence = 0, Kind = UserChangeKind.Digest, Digest = new Flag { Id = id, Rule = "digest", Title = id, Time = DateTimeOffset.UnixEpoch },
    };

    public static UserChange Read(params string[] ids) => new() { Sequence = 0, Kind = UserChangeKind.Changed, Operation = InboxOperation.Read, Ids = ids };

    public async Task<UserStanding> Attach(AnnouncedGateway gateway)
    {
        var standing = await Answer(() =>
        {
            Attached++;
            return Standing;
        });
        OnAttach();
        return standing;
    }

    public Task Detach(AnnouncedGateway gateway) => Task.CompletedTask;

    public async Task<UserReplay> Replay(UserPosition? after)
    {
        var answer = await Answer(() =>
        {
            Replayed++;
            UserChange[] missed = after?.Epoch == _epoch ? [.. _changes.Where(change => change.Sequence > after.Sequence)] : [];
            var complete = after?.Epoch == _epoch && after.Sequence <= _sequence && missed.Length == _sequence - after.Sequence;
            return new UserReplay(Standing, complete, complete ? missed : _digest?.Sequence > after?.Sequence && after?.Epoch == _epoch ? [_digest] : []);
        });
        await AfterReplay();
        return answer;
    }

    public Task<InboxPage> List(InboxQuery query) => Answer(() =>
    {
        Queries.Add(query);
        return new InboxPage(Page.Items, Page.Next, Position, Counts);
    });

    public Task<InboxChanged> Change(InboxOrder order) => Answer(() =>
    {
        Orders.Add(order);
        return new InboxChanged(1, [], Counts);
    });

    public Task Acknowledge(FlagReceipt receipt) => Answer(() =>
    {
        Receipts.Add(receipt);
        return true;
    });

    public Task<UserPreferences> GetPreferences() => Answer(() => _preferences ?? UserPreferences.None);

    public Task<PreferencesAnswer> SetPreferences(UserPreferences preferences, string? ifVersion) => Answer(() =>
        ifVersion is null || ifVersion == PreferencesVersion.Of(_preferences ?? UserPreferences.None)
            ? new PreferencesAnswer(PreferencesOutcome.Done, _preferences = preferences)
            : new PreferencesAnswer(PreferencesOutcome.ChangedMeanwhile, _preferences ?? UserPreferences.None));

    public Task<PreferencesAnswer> Mute(Mute mute) => Answer(() =>
    {
        Mutes.Add(mute);
        return new PreferencesAnswer(MuteOutcome, new UserPreferences { Mutes = [mute] });
    });

    public Task<PreferencesAnswer> Unmute(Subject subject) => Answer(() =>
    {
        Unmuted.Add(subject);
        return new PreferencesAnswer(PreferencesOutcome.Done, UserPreferences.None);
    });

    public Task<EffectivePreference> Effective(PreferenceQuestion question) => Answer(() =>
    {
        Questions.Add(question);
        return new EffectivePreference(Show: false, Keep: true, PreferenceCause.MutedPlace, "muted because you muted jira:project:PLAT", null);
    });

    public Task<long> Opened(Subject subject) => throw new NotSupportedException();

    public Task<long> Withdraw(Subject subject) => throw new NotSupportedException();

    public Task DoDue() => throw new NotSupportedException();

    public Task<bool> Erase() => throw new NotSupportedException();

    /// <summary>The gateway's way to this grain.</summary>
    public UserContexts AsUserContexts(TimeProvider? time = null)
    {
        var factory = DispatchProxy.Create<IGrainFactory, OneGrain>();
        ((OneGrain)(object)factory).Grain = this;
        var reference = new GatewayReference();
        reference.Create(factory, new NoGateway(), SiloAddress.Zero);
        var pipeline = ClusterPipeline.Register(new ServiceCollection().AddSingleton(time ?? TimeProvider.System))
            .BuildServiceProvider().GetRequiredService<ClusterPipeline>();
        return new UserContexts(factory, pipeline, reference);
    }

    private UserCounts Counts => new(_sequence, _sequence, _sequence);

    private UserStanding Standing => new(Position, Counts, _preferences, _digest);

    private Task<T> Answer<T>(Func<T> answer)
    {
        if (Failure is { } failure)
            return Task.FromException<T>(failure);
        lock (_lock)
            return Task.FromResult(answer());
    }

    /// <summary>A grain factory that knows one grain.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
    internal class OneGrain : DispatchProxy
#pragma warning restore CA1852
    {
        public IUserContextGrain? Grain { get; set; }

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

        public Task Update(UserUpdate update) => Task.CompletedTask;
    }
}
