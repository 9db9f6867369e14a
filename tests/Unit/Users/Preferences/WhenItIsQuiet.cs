using CsCheck;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Unit.Users.Preferences;

public sealed class WhenItIsQuiet
{
    private static readonly DayOfWeek[] EveryDay = Enum.GetValues<DayOfWeek>();

    [Theory]
    [InlineData("2026-11-23T16:59:59Z", null)]
    [InlineData("2026-11-23T17:00:00Z", "2026-11-24T07:00:00Z")]
    [InlineData("2026-11-24T06:59:59Z", "2026-11-24T07:00:00Z")]
    [InlineData("2026-11-24T07:00:00Z", null)]
    public void Across_midnight_it_is_one_time(string at, string? until) => Is(at, until, Time("18:00", "08:00"));

    [Fact]
    public void It_says_when_the_next_quiet_time_begins() => Assert.Equal(
        new QuietStretch(IsQuiet: false, At("2026-11-23T17:00:00Z")), Calendar("Europe/Berlin", Time("18:00", "08:00")).At(At("2026-11-23T12:00:00Z")));

    [Fact]
    public void Days_are_those_on_which_it_begins()
    {
        var fridays = new QuietTime([DayOfWeek.Friday], new TimeOnly(22, 0), new TimeOnly(6, 0));

        Is("2026-11-28T04:00:00Z", "2026-11-28T05:00:00Z", fridays);
        Is("2026-11-27T04:00:00Z", null, fridays);
    }

    [Fact]
    public void Times_that_touch_or_overlap_are_one()
    {
        Is("2026-11-23T17:30:00Z", "2026-11-24T07:00:00Z", Time("18:00", "22:00"), Time("22:00", "08:00"));
        Is("2026-11-23T17:30:00Z", "2026-11-24T07:00:00Z", Time("18:00", "23:00"), Time("19:00", "20:00"), Time("22:00", "08:00"));
        // Saturday and Sunday, whole days, after the night of Friday.
        Is("2026-11-27T21:00:00Z", "2026-11-29T23:00:00Z",
            new QuietTime([DayOfWeek.Friday], new TimeOnly(20, 0), new TimeOnly(8, 0)),
            new QuietTime([DayOfWeek.Saturday, DayOfWeek.Sunday], default, default));
    }

    [Fact]
    public void What_has_no_hole_never_ends()
    {
        var always = Calendar("Europe/Berlin", new QuietTime(EveryDay, new TimeOnly(12, 0), new TimeOnly(0, 0)), new QuietTime(EveryDay, new TimeOnly(0, 0), new TimeOnly(12, 0)));

        Assert.Equal(new QuietStretch(IsQuiet: true, Until: null), always.At(At("2026-11-23T12:00:00Z")));
        Assert.Equal(new QuietStretch(IsQuiet: true, Until: null), always.At(At("2027-03-28T01:00:00Z")));
    }

    [Theory]
    // On 29 March 2026 the clock of Berlin goes from 02:00 to 03:00, which is 01:00 in UTC.
    [InlineData("22:00", "07:00", "2026-03-29T02:00:00Z", "2026-03-29T05:00:00Z")]
    [InlineData("22:00", "02:30", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("22:00", "02:30", "2026-03-29T01:00:00Z", null)]
    [InlineData("02:30", "06:00", "2026-03-29T00:59:59Z", null)]
    [InlineData("02:30", "06:00", "2026-03-29T01:00:00Z", "2026-03-29T04:00:00Z")]
    [InlineData("02:10", "02:50", "2026-03-29T01:00:00Z", null)]
    // On 25 October 2026 it goes from 03:00 to 02:00, which is 01:00 in UTC.
    [InlineData("22:00", "07:00", "2026-10-25T00:30:00Z", "2026-10-25T06:00:00Z")]
    [InlineData("22:00", "02:30", "2026-10-25T00:45:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("22:00", "02:30", "2026-10-25T01:30:00Z", null)]
    [InlineData("02:30", "06:00", "2026-10-25T00:29:59Z", null)]
    [InlineData("02:30", "06:00", "2026-10-25T01:10:00Z", "2026-10-25T05:00:00Z")]
    public void An_hour_that_is_missing_or_comes_twice_makes_no_hole(string from, string to, string at, string? until) =>
        Is(at, until, Time(from, to));

    [Fact]
    public void A_day_that_never_was_is_passed_over()
    {
        // Samoa went from Thursday, 29 December 2011, to Saturday.
        var quiet = Calendar("Pacific/Apia", new QuietTime([DayOfWeek.Friday], new TimeOnly(8, 0), new TimeOnly(9, 0)), new QuietTime([DayOfWeek.Saturday], default, new TimeOnly(1, 0)));

        Assert.Equal(new QuietStretch(IsQuiet: false, At("2011-12-30T10:00:00Z")), quiet.At(At("2011-12-30T09:59:59Z")));
        Assert.Equal(new QuietStretch(IsQuiet: true, At("2011-12-30T11:00:00Z")), quiet.At(At("2011-12-30T10:00:00Z")));
    }

    [Theory]
    [InlineData("Nowhere/AtAll")]
    [InlineData("../../../etc/passwd")]
    [InlineData("/etc/localtime")]
    [InlineData("Europe")]
    [InlineData("")]
    public void In_a_zone_that_is_not_known_it_is_never_quiet(string zone) =>
        Assert.False(Calendar(zone, new QuietTime(EveryDay, default, default)).At(At("2026-11-23T12:00:00Z")).IsQuiet);

    [Fact]
    public void It_is_quiet_when_the_clock_on_the_wall_says_so() => Gen.Select(AnyQuiet, AnyInstant).Sample((quiet, instant) =>
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(quiet.TimeZone);
        var stretch = QuietCalendar.Of(quiet).At(instant);
        var wall = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        // An hour that comes twice may be filled up to one quiet time.
        return stretch.IsQuiet == SaysQuiet(quiet, wall) || (stretch.IsQuiet && zone.IsAmbiguousTime(wall));
    }, iter: 3_000);

    [Fact]
    public void It_changes_when_it_says_and_not_before() => Gen.Select(AnyQuiet, AnyInstant, Gen.Double[0, 1]).Sample((quiet, instant, part) =>
    {
        var stretch = QuietCalendar.Of(quiet).At(instant);
        if (stretch.Until is not { } until)
            return stretch.IsQuiet;
        var between = instant + ((until - instant) * part);
        return until > instant
            && Fresh(quiet).At(until).IsQuiet != stretch.IsQuiet
            && (between >= until || Fresh(quiet).At(between) == stretch)
            && Fresh(quiet).At(until.AddTicks(-1)) == stretch;
    }, iter: 3_000);

    private static readonly Gen<QuietTime> AnyTime =
        Gen.Select(Gen.Int[1, 127], Gen.Int[0, 95], Gen.Int[0, 95]).Select((days, from, to) => new QuietTime(
            [.. EveryDay.Where(day => (days & (1 << (int)day)) != 0)], new TimeOnly(from / 4, from % 4 * 15), new TimeOnly(to / 4, to % 4 * 15)));

    private static readonly Gen<QuietHours> AnyQuiet = Gen.Select(
        Gen.OneOf("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kathmandu", "Asia/Beirut", "America/Havana", "UTC"),
        AnyTime.Array[1, 4]).Select((zone, times) => new QuietHours { TimeZone = zone, Times = times });

    // Half of them around the changes of a year.
    private static readonly Gen<DateTimeOffset> AnyInstant = Gen.OneOf(
        Gen.Int[0, 365 * 24 * 60].Select(minutes => At("2026-01-01T00:00:00Z").AddMinutes(minutes)),
        Gen.Select(Gen.OneOf("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z", "2026-04-04T15:00:00Z", "2026-03-28T22:00:00Z", "2026-04-23T22:00:00Z"), Gen.Int[-900, 900])
            .Select((at, minutes) => At(at).AddMinutes(minutes)));

    private static bool SaysQuiet(QuietHours quiet, DateTime wall)
    {
        var (time, today, yesterday) = (TimeOnly.FromDateTime(wall), wall.DayOfWeek, wall.AddDays(-1).DayOfWeek);
        return quiet.Times.Any(one => one.To > one.From
            ? one.Days.Contains(today) && time >= one.From && time < one.To
            : (one.Days.Contains(today) && time >= one.From) || (one.Days.Contains(yesterday) && time < one.To));
    }

    // Another object has another calendar, which remembers nothing.
    private static QuietCalendar Fresh(QuietHours quiet) => QuietCalendar.Of(quiet with { });

    private static void Is(string at, string? until, params QuietTime[] times)
    {
        var stretch = Calendar("Europe/Berlin", times).At(At(at));
        Assert.Equal((until is not null, until is null ? null : At(until)), (stretch.IsQuiet, stretch.IsQuiet ? stretch.Until : null));
    }

    private static QuietCalendar Calendar(string zone, params QuietTime[] times) => QuietCalendar.Of(new QuietHours { TimeZone = zone, Times = times });

    private static QuietTime Time(string from, string to) => new(EveryDay, TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
