namespace Notifications.Tests.Unit;

/// <summary>Measures what code allocates.</summary>
internal static class Allocated
{
    /// <summary>
    /// The least bytes of five times. A collection that happens meanwhile, of another test, counts what is left of the thread's room
    /// as allocated.
    /// </summary>
    /// <param name="work">What is measured; it has run before, so that it is compiled.</param>
    public static long By(Action work)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
