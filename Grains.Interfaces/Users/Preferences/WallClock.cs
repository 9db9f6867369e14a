namespace Notifications.Users.Preferences;

/// <summary>Which instants a clock on the wall means, also where daylight saving takes an hour away or gives one twice.</summary>
internal static class WallClock
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(15);

    /// <summary>What the wall's clock shows at an instant.</summary>
    public static DateTime At(TimeZoneInfo zone, DateTimeOffset instant) =>
        DateTime.SpecifyKind(instant.UtcDateTime + zone.GetUtcOffset(instant), DateTimeKind.Unspecified);

    /// <summary>The first instant at which the clock shows a time, or one after it where it never shows that.</summary>
    public static DateTimeOffset First(TimeZoneInfo zone, DateTime wall) => Of(zone, wall, isLast: false);

    /// <summary>The last instant at which the clock shows a time, or the first one after it where it never shows that.</summary>
    public static DateTimeOffset Last(TimeZoneInfo zone, DateTime wall) => Of(zone, wall, isLast: true);

    private static DateTimeOffset Of(TimeZoneInfo zone, DateTime wall, bool isLast)
    {
        if (zone.IsInvalidTime(wall))
            return AfterGap(zone, wall);
        if (!zone.IsAmbiguousTime(wall))
            return Instant(wall, zone.GetUtcOffset(wall));
        var offsets = zone.GetAmbiguousTimeOffsets(wall);
        return Instant(wall, isLast ? offsets.Min() : offsets.Max());
    }

    private static DateTimeOffset Instant(DateTime wall, TimeSpan offset) =>
        new(DateTime.SpecifyKind(wall - offset, DateTimeKind.Utc));

    // A zone does not say when its gaps end, but from here to there its clock only goes forward.
    private static DateTimeOffset AfterGap(TimeZoneInfo zone, DateTime wall)
    {
        var (before, after) = (Seconds(wall - Longest), Seconds(wall + Longest));
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (At(zone, DateTimeOffset.FromUnixTimeSeconds(middle)) < wall)
                before = middle;
            else
                after = middle;
        }

        return DateTimeOffset.FromUnixTimeSeconds(after);
    }

    private static long Seconds(DateTime wall) => Instant(wall, TimeSpan.Zero).ToUnixTimeSeconds();
}
