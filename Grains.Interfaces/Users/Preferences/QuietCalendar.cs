using System.Runtime.CompilerServices;

namespace Notifications.Users.Preferences;

/// <summary>Says when it is quiet. Quiet times that touch or overlap are one.</summary>
/// <remarks>
/// A quiet time begins when the clock on the wall first shows its beginning, and ends when that last shows its end: where
/// daylight saving gives an hour twice it has no hole, and where one is taken away it begins or ends with the change.
/// </remarks>
public sealed class QuietCalendar
{
    private const int Week = 7;

    private static readonly ConditionalWeakTable<QuietHours, QuietCalendar> Known = [];

    private readonly TimeZoneInfo? _zone;
    private readonly IReadOnlyList<QuietTime> _times;
    private volatile Answer? _last;

    private QuietCalendar(QuietHours quiet) =>
        (_zone, _times) = (TimeZoneName.Find(quiet.TimeZone), quiet.Times);

    /// <summary>The calendar of quiet hours; it is made once for each object. In a zone that is not known it is never quiet.</summary>
    public static QuietCalendar Of(QuietHours quiet) => Known.GetValue(quiet, static hours => new QuietCalendar(hours));

    /// <summary>Whether it is quiet at an instant, and until when.</summary>
    public QuietStretch At(DateTimeOffset instant)
    {
        if (_zone is null || _times.Count == 0)
            return new QuietStretch(IsQuiet: false, Until: null);
        var last = _last;
        if (last is null || instant < last.From || instant >= (last.Stretch.Until ?? last.From + TimeSpan.FromDays(1)))
            _last = last = new Answer(instant, Find(_zone, instant));
        return last.Stretch;
    }

    /// <summary>What the clock on the user's wall shows at an instant.</summary>
    internal DateTime? Wall(DateTimeOffset instant) => _zone is null ? null : WallClock.At(_zone, instant);

    private QuietStretch Find(TimeZoneInfo zone, DateTimeOffset instant)
    {
        // From the day before yesterday: a clock that is set back at midnight changes its date with it. For two weeks: the only
        // time of one may be in an hour that is missing.
        var today = DateOnly.FromDateTime(WallClock.At(zone, instant));
        var spans = Spans(zone, today.AddDays(-2), today.AddDays((2 * Week) + 1));
        DateTimeOffset? until = null;
        foreach (var (from, to) in spans)
        {
            var at = until ?? instant;
            if (from > at)
                return until is null ? new QuietStretch(IsQuiet: false, Until: from) : new QuietStretch(IsQuiet: true, until);
            if (to > at)
                until = to;
        }

        // What lasts for a whole week lasts for ever.
        return new QuietStretch(until is not null, until - instant > TimeSpan.FromDays(Week) ? null : until);
    }

    private List<(DateTimeOffset From, DateTimeOffset To)> Spans(TimeZoneInfo zone, DateOnly first, DateOnly last)
    {
        var spans = new List<(DateTimeOffset From, DateTimeOffset To)>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            foreach (var time in _times)
            {
                if (!time.Days.Contains(day.DayOfWeek))
                    continue;
                var from = WallClock.First(zone, day.ToDateTime(time.From));
                var to = WallClock.Last(zone, (time.To > time.From ? day : day.AddDays(1)).ToDateTime(time.To));
                if (to > from)
                    spans.Add((from, to));
            }
        }

        spans.Sort();
        return spans;
    }

    private sealed record Answer(DateTimeOffset From, QuietStretch Stretch);
}

/// <summary>A time in which it is quiet, or is not.</summary>
/// <param name="IsQuiet">Whether it is quiet.</param>
/// <param name="Until">When that changes; <see langword="null"/> for never.</param>
public readonly record struct QuietStretch(bool IsQuiet, DateTimeOffset? Until);
