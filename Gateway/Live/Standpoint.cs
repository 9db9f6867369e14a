using Notifications.Users;

namespace Notifications.Live;

/// <summary>Where a view stands in what its grain tells it. Sequences compare only within one epoch.</summary>
internal readonly record struct Standpoint(string Epoch, long Sequence)
{
    public static implicit operator Standpoint(LivePosition position) => new(position.Epoch, position.Sequence);

    public static implicit operator Standpoint(UserPosition position) => new(position.Epoch, position.Sequence);

    /// <summary>Whether a message that begins after <paramref name="previous"/> and ends at <paramref name="next"/> brings news and leaves no gap.</summary>
    public bool IsFollowedBy(long previous, Standpoint next) => previous <= Sequence && IsBefore(next);

    /// <summary>Whether the other one is later, or of another epoch, which may be later.</summary>
    public bool IsBehind(Standpoint other) => other.Epoch != Epoch || other.Sequence > Sequence;

    /// <summary>Whether the other one is later in the same epoch.</summary>
    public bool IsBefore(Standpoint other) => other.Epoch == Epoch && other.Sequence > Sequence;
}
