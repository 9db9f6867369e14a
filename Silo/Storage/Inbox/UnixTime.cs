namespace Notifications.Storage.Inbox;

/// <summary>Times as rows have them: milliseconds.</summary>
internal static class UnixTime
{
    public static long? Of(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static DateTimeOffset? Read(long? milliseconds) =>
        milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
