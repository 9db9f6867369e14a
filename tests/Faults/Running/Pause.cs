namespace Notifications.Tests.Faults.Running;

/// <summary>The pace of load and the moments of kills, which are times and not events that one could wait for.</summary>
internal static class Pause
{
    public static Task ForAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);
}
