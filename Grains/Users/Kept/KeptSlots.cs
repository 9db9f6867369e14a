using System.Text;

namespace Notifications.Users.Kept;

/// <summary>
/// A range of slots. Each user has a slot, which follows from site and user and is the same for every silo and version, and each
/// queue has a range of them. Rows hold the slot and not the queue, so that a change of the number of queues strands none.
/// </summary>
/// <param name="First">The first slot.</param>
/// <param name="End">The slot after the last.</param>
public sealed record KeptSlots(int First, int End)
{
    /// <summary>How many slots there are. Rows were written with it: it can't be changed.</summary>
    public const int Count = 4096;

    /// <summary>All of them.</summary>
    public static readonly KeptSlots All = new(0, Count);

    /// <summary>The slot of a user.</summary>
    public static int Of(string site, string user)
    {
        // FNV-1a; what .NET hashes strings with is another in each process.
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(UserKey.Of(site, user)))
            hash = (hash ^ b) * 16777619u;
        return (int)((hash ^ (hash >> 16)) % Count);
    }

    /// <summary>The slots of one of so many queues.</summary>
    public static KeptSlots OfQueue(int queue, int queues) => new(queue * Count / queues, (queue + 1) * Count / queues);

    /// <summary>Which of so many queues has a slot.</summary>
    public static int QueueOf(int slot, int queues) => ((slot + 1) * queues - 1) / Count;
}
