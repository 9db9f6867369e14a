using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Notifications.Live;
using Notifications.Subjects;
using Notifications.Users;

namespace Notifications.Tests.Unit.Live;

/// <summary>How a gateway makes itself known to grains, and to their successors.</summary>
public sealed class AnnouncingTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly TestSilos _silos = new();
    private readonly PresenceReports _reports;
    private readonly SubjectViews _views;
    private readonly UserSessions _users;
    private readonly Announcements _announcements = new(NullLogger<Announcements>.Instance);
    private readonly LeaseRenewal _leases;
    private readonly LiveGateway _gateway;

    public AnnouncingTests()
    {
        _reports = new PresenceReports(_silos.Batches, _silos.Subjects, _silos.Self, _time, NullLogger<PresenceReports>.Instance);
        _views = new SubjectViews(_silos.Subjects, _reports, TestSession.Metrics, _time);
        _users = new UserSessions(_silos.Users, TestSession.Metrics);
        var sessions = new Sessions(_views, _users, Options.Create(new HubOptions()), TestSession.Metrics, _time);
        _leases = new LeaseRenewal(_views, _users, _announcements, _silos.Batches, _silos.Subjects, _silos.Users, _silos.Self, sessions, _time);
        _gateway = new LiveGateway(_views, _users, _announcements);
    }

    public async ValueTask InitializeAsync() => await _announcements.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _announcements.StopAsync(CancellationToken.None);
        _announcements.Dispose();
        _leases.Dispose();
        _reports.Dispose();
    }

    [Fact]
    public async Task A_round_is_one_call_for_each_silo_or_as_many_as_its_bound_needs()
    {
        _silos.Where = key => key.EndsWith('1') ? TestSilos.Two : TestSilos.One;
        for (var i = 0; i < 1_300; i++)
            await OpenAsync($"A-{i}");
        foreach (var user in (string[])["anna", "ben1"])
            await AttachAsync(user);
        _silos.Direct.Clear();

        await _leases.RenewAsync();

        Assert.Empty(_silos.Direct);
        var subjects = _silos.Calls.Where(call => call.Said[0] is SubjectWatch).ToLookup(call => call.Silo, call => call.Said.Count);
        Assert.Equal([500, 500, 170], subjects[TestSilos.One]);
        Assert.Equal([130], subjects[TestSilos.Two]);
        var users = _silos.Calls.Where(call => call.Said[0] is UserAttachment).ToLookup(call => call.Silo, call => call.Said.Count);
        Assert.Equal((1, 1), (Assert.Single(users[TestSilos.One]), Assert.Single(users[TestSilos.Two])));
        Assert.All(_silos.Calls.SelectMany(call => call.Said).OfType<SubjectWatch>(), watch => Assert.Equal(5, watch.After?.Sequence));
    }

    [Fact]
    public async Task The_next_round_goes_where_the_last_answer_came_from()
    {
        await OpenAsync("A-1");
        _silos.Where = _ => TestSilos.Two;
        await _leases.RenewAsync();
        await _leases.RenewAsync();

        Assert.Equal([TestSilos.One, TestSilos.Two], _silos.Calls.Select(call => call.Silo));
    }

    [Fact]
    public async Task What_a_silo_refuses_goes_to_the_grains_one_by_one_and_what_it_does_not_answer_waits()
    {
        _silos.Where = key => key.EndsWith('1') ? TestSilos.Two : TestSilos.One;
        await OpenAsync("A-1");
        await OpenAsync("A-2");
        _silos.Direct.Clear();
        _silos.Failure = silo => silo.Equals(TestSilos.One) ? new InvalidOperationException("gone") : new TimeoutException("slow");

        await _leases.RenewAsync();

        await UntilAsync(() => !_silos.Direct.IsEmpty);
        Assert.Equal(("Watch", "default|jira:issue:A-2"), Assert.Single(_silos.Direct));
        Assert.Equal(TestSilos.Two, View("A-1").Silo);
    }

    [Fact]
    public async Task What_nobody_looks_at_any_more_ends_in_the_same_call()
    {
        await OpenAsync("A-1");
        var ben = await OpenAsync("A-2", "ben");
        _views.Unsubscribe(ben.Session, "default", Issue("A-2"));

        await _leases.RenewAsync();
        await _leases.RenewAsync();

        Assert.Equal([false, true], _silos.Calls.Last().Said.Cast<SubjectWatch>().OrderBy(watch => watch.Subject.Id).Select(watch => watch.Ends));
        Assert.Null(_views.Find("default", Issue("A-2")));
        Assert.NotNull(_views.Find("default", Issue("A-1")));
    }

    [Fact]
    public async Task Who_comes_while_a_view_ends_is_announced_after_that()
    {
        var ben = await OpenAsync("A-1", "ben");
        _views.Unsubscribe(ben.Session, "default", Issue("A-1"));
        View("A-1").LeaveIfUnseen();
        Assert.True(View("A-1").LeaveIfUnseen());
        _silos.Direct.Clear();

        var opening = OpenAsync("A-1");
        Assert.Empty(_silos.Direct);
        Assert.False(opening.IsCompleted);
        _views.Remove(View("A-1"));
        await opening;

        Assert.Equal("Watch", Assert.Single(_silos.Direct).Method);
        Assert.NotNull(View("A-1"));
    }

    [Fact]
    public async Task A_grain_that_moved_is_announced_to_at_once()
    {
        await OpenAsync("A-1");
        await AttachAsync("anna");
        _silos.Direct.Clear();
        _silos.Where = _ => TestSilos.Two;

        await _gateway.SubjectMoved("default", Issue("A-1"));
        await _gateway.SubjectMoved("default", Issue("A-7"));
        await _gateway.UserMoved("default", "anna");

        await UntilAsync(() => TestSilos.Two.Equals(View("A-1").Silo) && TestSilos.Two.Equals(_users.All.Single().Silo));
        Assert.Equal(["Attach", "Watch"], _silos.Direct.Select(call => call.Method).Order());
    }

    [Fact]
    public async Task When_a_silo_is_gone_what_was_on_it_is_announced_and_nothing_else()
    {
        _silos.Where = key => key.EndsWith('1') ? TestSilos.Two : TestSilos.One;
        foreach (var id in (string[])["A-1", "B-1", "A-2"])
            await OpenAsync(id);
        await AttachAsync("anna1");
        await AttachAsync("ben");
        _silos.Direct.Clear();
        _silos.Where = _ => TestSilos.One;
        var membership = new TestMembership();
        using var lost = new LostSilos(membership, _views, _users, _announcements, _time);
        await lost.StartAsync(CancellationToken.None);

        membership.Say((TestSilos.One, SiloStatus.Active), (TestSilos.Two, SiloStatus.Active));
        membership.Say((TestSilos.One, SiloStatus.Active), (TestSilos.Two, SiloStatus.ShuttingDown));
        membership.Say((TestSilos.One, SiloStatus.Active), (TestSilos.Two, SiloStatus.Dead));
        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            return _silos.Direct.Count >= 3;
        });

        Assert.Equal(
            ["default|anna1", "default|jira:issue:A-1", "default|jira:issue:B-1"], _silos.Direct.Select(call => call.Key).Order(StringComparer.Ordinal));
        await lost.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_thousand_who_open_a_subject_at_once_share_one_announcement()
    {
        var held = new TaskCompletionSource();
        _silos.Held = held.Task;

        var opening = Enumerable.Range(0, 1_000).Select(i => OpenAsync("A-1", $"user{i}")).ToList();
        held.SetResult();
        await Task.WhenAll(opening);
        await OpenAsync("A-1", "late");

        Assert.Single(_silos.Direct);
    }

    [Fact]
    public async Task A_thousand_who_come_back_from_one_position_share_one_question()
    {
        await OpenAsync("A-1", "first");
        _silos.Direct.Clear();
        var held = new TaskCompletionSource();
        _silos.Held = held.Task;

        var opening = Enumerable.Range(0, 1_000).Select(i => OpenAsync("A-1", $"user{i}", new LivePosition("epoch", i % 2 == 0 ? 3 : 5))).ToList();
        held.SetResult();
        await Task.WhenAll(opening);

        Assert.Equal("Replay", Assert.Single(_silos.Direct).Method);
    }

    [Fact]
    public async Task Who_comes_after_something_was_told_does_not_share_an_answer_from_before()
    {
        await OpenAsync("A-1", "first");
        _silos.Direct.Clear();
        var held = new TaskCompletionSource();
        _silos.Held = held.Task;
        var before = OpenAsync("A-1", "before", new LivePosition("epoch", 3));
        _views.Take(new LiveFlags { Site = "default", Subject = Issue("A-1"), Position = new LivePosition("epoch", 6), Previous = 5, Flags = [] });

        var after = OpenAsync("A-1", "after", new LivePosition("epoch", 3));
        held.SetResult();
        await Task.WhenAll(before, after);

        Assert.Equal(2, _silos.Direct.Count);
    }

    private static Subject Issue(string id) => new("jira", "issue", id);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private SubjectView View(string id) => _views.Find("default", Issue(id))!;

    private async Task<TestSession> OpenAsync(string id, string user = "anna", LivePosition? after = null)
    {
        var session = new TestSession(user, new HubOptions(), TimeProvider.System);
        await _views.SubscribeAsync(session.Session, session.Token, Issue(id), after);
        return session;
    }

    private async Task AttachAsync(string user)
    {
        var session = new TestSession(user, new HubOptions(), TimeProvider.System);
        await _users.AttachAsync(session.Session, session.Token, null);
    }

    private sealed class TestMembership : IClusterMembershipService
    {
        private readonly Channel<ClusterMembershipSnapshot> _updates = Channel.CreateUnbounded<ClusterMembershipSnapshot>();
        private long _version;

        public ClusterMembershipSnapshot CurrentSnapshot => throw new NotSupportedException();

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => _updates.Reader.ReadAllAsync();

        public void Say(params (SiloAddress Silo, SiloStatus Status)[] members) => _updates.Writer.TryWrite(new ClusterMembershipSnapshot(
            members.ToImmutableDictionary(one => one.Silo, one => new ClusterMember(one.Silo, one.Status, "silo")), new MembershipVersion(++_version)));

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
    }
}
