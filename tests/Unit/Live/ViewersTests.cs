using Microsoft.Extensions.Time.Testing;
using Notifications.Live;

namespace Notifications.Tests.Unit.Live;

/// <summary>How the reports of gateways become one list of viewers.</summary>
public sealed class ViewersTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Nine);
    private readonly Viewers _viewers;

    public ViewersTests() => _viewers = new Viewers(_time);

    [Fact]
    public void Who_is_on_two_gateways_is_one_viewer_since_the_first_and_hidden_only_if_all_tabs_are()
    {
        Whole(TestSilos.One, 1, Viewer("anna", minutes: 5, hidden: true), Viewer("ben", minutes: 1));
        Whole(TestSilos.Two, 1, Viewer("anna", minutes: 2, hidden: false), Viewer("carl", minutes: 3, hidden: true));

        Assert.Equal(3, _viewers.Count);
        Assert.Equal([Viewer("ben", 1), Viewer("anna", 2), Viewer("carl", 3, hidden: true)], _viewers.Named());

        _viewers.Remove(TestSilos.Two);

        // Anna's first tab was there; that she closed it is no break.
        Assert.Equal([Viewer("ben", 1), Viewer("anna", 2, hidden: true)], _viewers.Named());
        Assert.Equal(2, _viewers.Count);
    }

    [Fact]
    public void A_change_needs_the_report_that_it_changes()
    {
        Whole(TestSilos.One, 7, Viewer("anna"), Viewer("ben"));

        Assert.True(Change(TestSilos.One, 8, follows: 7, gone: ["ben"], Viewer("anna", hidden: true)));
        Assert.False(Change(TestSilos.One, 9, follows: 7, gone: ["anna"]));
        Assert.False(Change(TestSilos.Two, 2, follows: 1, gone: [], Viewer("carl")));

        Assert.Equal([Viewer("anna", hidden: true)], _viewers.Named());
        Assert.Equal((8, 0), (_viewers.VersionOf(TestSilos.One), _viewers.VersionOf(TestSilos.Two)));
    }

    [Fact]
    public void The_whole_takes_the_place_of_what_was_there_unless_it_is_older()
    {
        Whole(TestSilos.One, 7, Viewer("anna"), Viewer("ben"));
        Whole(TestSilos.One, 9, Viewer("ben"), Viewer("carl"));
        Whole(TestSilos.One, 8, Viewer("anna"));

        Assert.Equal(["ben", "carl"], _viewers.Named().Select(viewer => viewer.User));
        Assert.Equal(2, _viewers.Count);
    }

    [Fact]
    public void Who_is_back_soon_has_been_there_since_before_and_who_is_back_late_has_not()
    {
        Whole(TestSilos.One, 1, Viewer("anna"), Viewer("ben"));
        _viewers.Remove(TestSilos.One);
        Assert.Equal(0, _viewers.Count);

        _time.Advance(TimeSpan.FromSeconds(10));
        Whole(TestSilos.Two, 1, Viewer("anna", minutes: 30));
        _time.Advance(TimeSpan.FromSeconds(10));
        Change(TestSilos.Two, 2, follows: 1, gone: [], Viewer("ben", minutes: 31));

        Assert.Equal([Viewer("anna"), Viewer("ben", minutes: 31)], _viewers.Named());
        _viewers.Remove(TestSilos.Two);
        _time.Advance(TimeSpan.FromSeconds(16));
        _viewers.Tidy();
        Whole(TestSilos.One, 5, Viewer("anna", minutes: 40));
        Assert.Equal([Viewer("anna", minutes: 40)], _viewers.Named());
    }

    [Fact]
    public void Names_stop_at_their_bound_and_the_count_goes_on()
    {
        for (var gateway = 0; gateway < 3; gateway++)
        {
            var first = gateway * 3_000;
            Whole(TestSilos.Address(gateway + 1), 1, [.. Enumerable.Range(first, 4_000).Select(i => Viewer($"user{i}", minutes: i % 50, hidden: i % 2 == 0))]);
        }

        Assert.Equal(10_000, _viewers.Count);
        Assert.Equal(PresenceLimits.MaxNamed, _viewers.Named().Count);
        Assert.All(_viewers.Named(), viewer => Assert.False(viewer.Hidden));
        Assert.True(_viewers.Take(TestSilos.One, new PresenceReport { Version = 2, Follows = 1, Unnamed = 40 }));
        Assert.Equal(10_040, _viewers.Count);
        _viewers.Remove(TestSilos.One);
        Assert.Equal(7_000, _viewers.Count);
    }

    private static SubjectViewer Viewer(string user, int minutes = 0, bool hidden = false) => new(user, Nine.AddMinutes(minutes), hidden);

    private void Whole(SiloAddress gateway, long version, params SubjectViewer[] present) =>
        Assert.True(_viewers.Take(gateway, new PresenceReport { Version = version, Present = present }));

    private bool Change(SiloAddress gateway, long version, long follows, string[] gone, params SubjectViewer[] present) =>
        _viewers.Take(gateway, new PresenceReport { Version = version, Follows = follows, Present = present, Gone = gone });
}
