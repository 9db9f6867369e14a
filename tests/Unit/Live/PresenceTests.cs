using Microsoft.Extensions.Time.Testing;
using Notifications.Live;
using Notifications.Subjects;
using Notifications.Tokens;

namespace Notifications.Tests.Unit.Live;

/// <summary>Presence from the session to the grain and back, over gateways whose messages the test carries, or loses.</summary>
public sealed partial class PresenceTests
{
    private static readonly Subject Issue = new("jira", "issue", "A-1");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    private readonly GatewayRegistry _registry = new();
    private readonly List<Gateway> _gateways;
    private WatchingGateways _watching = null!;
    private PresenceBoard _board = null!;
    private DateTimeOffset? _due;
    private DateTimeOffset _renewal;

    public PresenceTests()
    {
        _renewal = _time.GetUtcNow() + LiveLease.Renewal;
        _gateways = [.. Enumerable.Range(1, 3).Select(number => new Gateway(this, TestSilos.Address(number)))];
        BeginGrain();
    }

    [Fact]
    public async Task Whoever_may_see_it_is_told_within_a_second_and_nobody_else()
    {
        var (viewer, seer) = (_gateways[0].Open("anna"), _gateways[1].Open("ben", sees: true));

        Pass(TimeSpan.FromSeconds(1));

        Assert.Equal((2, "anna,ben"), await NextAsync(seer));
        viewer.Session.IsHidden = true;
        _gateways[0].Presence.Show(viewer.Session);
        Pass(TimeSpan.FromSeconds(1));
        var (_, content) = await seer.NextAsync();
        Assert.True(content.GetProperty("viewers").EnumerateArray().Single(one => one.GetProperty("user").GetString() == "anna").GetProperty("hidden").GetBoolean());

        _gateways[0].Presence.Leave(viewer.Session);
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal((1, "ben"), await NextAsync(seer));
        viewer.Session.Send(Session.Message("flags", "next"));
        Assert.Equal("flags", (await viewer.NextAsync()).Name);
    }

    [Fact]
    public void Where_nobody_may_see_it_nothing_is_reported_and_after_the_last_who_may_nothing_more()
    {
        foreach (var gateway in _gateways)
            gateway.Open("anna");
        Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(0, _gateways.Sum(gateway => gateway.Reports));

        var seer = _gateways[2].Open("ben", sees: true);
        Pass(TimeSpan.FromSeconds(1));
        Assert.All(_gateways, gateway => Assert.True(gateway.Reports > 0));

        _gateways[2].Presence.Leave(seer.Session);
        Pass(TimeSpan.FromSeconds(1));
        foreach (var gateway in _gateways)
            gateway.Open("carl");
        Pass(TimeSpan.FromSeconds(1));
        var reports = _gateways.Sum(gateway => gateway.Reports);
        foreach (var gateway in _gateways)
            gateway.Open("dora");
        Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(reports, _gateways.Sum(gateway => gateway.Reports));
    }

    [Fact]
    public async Task The_first_who_may_see_it_is_answered_at_once_where_all_have_reported()
    {
        foreach (var other in _gateways.Skip(1))
            _watching.Forget(other.Silo);
        var seer = _gateways[0].Open("anna", sees: true);

        _gateways[0].Carry();

        Assert.Equal(1, _gateways[0].Presence.Known()?.Count);
        Assert.Equal((1, "anna"), await NextAsync(seer));
    }

    [Fact]
    public async Task A_token_that_does_not_permit_it_any_more_ends_it()
    {
        var seer = _gateways[0].Open("anna", sees: true);
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal((1, "anna"), await NextAsync(seer));

        seer.Session.Authorise(seer.Session.Token! with { Permissions = [Permissions.Flags] });
        _gateways[0].Presence.Authorise(seer.Session);
        _gateways[1].Open("ben");
        Pass(TimeSpan.FromSeconds(1));

        seer.Session.Send(Session.Message("flags", "next"));
        Assert.Equal("flags", (await seer.NextAsync()).Name);
    }

    [Fact]
    public async Task An_activation_that_takes_over_has_the_whole_reported()
    {
        _gateways[0].Open("anna");
        var seer = _gateways[1].Open("ben", sees: true);
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal((2, "anna,ben"), await NextAsync(seer));

        BeginGrain();
        _gateways[2].Open("carl");
        Pass(TimeSpan.FromSeconds(1));

        Assert.Equal((3, "anna,ben,carl"), await NextAsync(seer));
    }

    [Fact]
    public async Task A_gateway_that_died_is_out_and_its_viewers_are_back_since_when_they_were()
    {
        var since = _time.GetUtcNow();
        var anna = _gateways[0].Open("anna");
        var seer = _gateways[1].Open("ben", sees: true);
        Pass(TimeSpan.FromSeconds(1));
        await NextAsync(seer);

        _watching.Forget(_gateways[0].Silo);
        _gateways[0].IsDead = true;
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal((1, "ben"), await NextAsync(seer));

        _gateways[2].Open("anna");
        Pass(TimeSpan.FromSeconds(1));
        var (_, content) = await seer.NextAsync();
        Assert.Equal(since, content.GetProperty("viewers")[0].GetProperty("since").GetDateTimeOffset());
        Assert.NotNull(anna);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_is_lost_and_wherever_the_grain_moves_in_the_end_it_is_exact(int seed)
    {
        var random = new Random(seed);
        var open = new List<(Gateway Gateway, TestSession Session)>();
        _gateways[0].Open("seer", sees: true);
        for (var step = 0; step < 300; step++)
        {
            var gateway = _gateways[random.Next(3)];
            switch (random.Next(8))
            {
                case 0 when open.Count > 0:
                    var left = open[random.Next(open.Count)];
                    open.Remove(left);
                    left.Gateway.Presence.Leave(left.Session.Session);
                    break;
                case 1 when open.Count > 0:
                    var shown = open[random.Next(open.Count)];
                    shown.Session.Session.IsHidden = !shown.Session.Session.IsHidden;
                    shown.Gateway.Presence.Show(shown.Session.Session);
                    break;
                case 2:
                    foreach (var one in _gateways)
                        one.Loses = random.Next(3);
                    break;
                case 3 when random.Next(5) == 0:
                    BeginGrain();
                    break;
                case 4:
                    Pass(TimeSpan.FromMilliseconds(random.Next(600)));
                    break;
                default:
                    open.Add((gateway, gateway.Open($"user{random.Next(20)}")));
                    break;
            }
        }

        foreach (var gateway in _gateways)
            gateway.Loses = 0;
        foreach (var gateway in _gateways)
            gateway.Watch();
        Pass(TimeSpan.FromSeconds(1));

        var expected = open.GroupBy(one => one.Session.Session.Token!.User, StringComparer.Ordinal)
            .Select(user => (user.Key, Hidden: user.All(one => one.Session.Session.IsHidden))).Append(("seer", false));
        var known = _board.Ask();
        Assert.True(known.Complete);
        Assert.Equal(expected.Order(), known.Viewers.Select(viewer => (viewer.User, viewer.Hidden)).Order());
        Assert.Equal(known.Viewers, _gateways[0].Last!.Viewers);
    }

    private static async Task<(int Count, string Users)> NextAsync(TestSession session)
    {
        var (name, content) = await session.NextAsync();
        Assert.Equal("presence", name);
        return (content.GetProperty("count").GetInt32(),
            string.Join(',', content.GetProperty("viewers").EnumerateArray().Select(one => one.GetProperty("user").GetString()).Order(StringComparer.Ordinal)));
    }

    /// <summary>Another activation, which knows of nobody until they announce themselves.</summary>
    private void BeginGrain()
    {
        PresenceBoard? board = null;
        _watching = new WatchingGateways(new WatchingServices(_registry, new TestSilo(), _time)) { Left = gateway => board!.Forget(gateway) };
        _board = board = new PresenceBoard(_watching, _time, wait => _due = _time.GetUtcNow() + wait, _ => { });
        board.Of("default", Issue);
        foreach (var gateway in _gateways)
            gateway.Watch();
    }

    private void Pass(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromMilliseconds(50))
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            if (_time.GetUtcNow() >= _renewal)
            {
                _renewal = _time.GetUtcNow() + LiveLease.Renewal;
                foreach (var gateway in _gateways)
                    gateway.Watch();
            }

            foreach (var gateway in _gateways)
                gateway.CarryWhenDue();
            if (_due <= _time.GetUtcNow())
            {
                _due = null;
                _board.Tell();
            }
        }
    }
}
