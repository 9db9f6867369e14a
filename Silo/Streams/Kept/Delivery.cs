using Notifications.Users.Kept;

namespace Notifications.Streams.Kept;

/// <summary>Rows of one user that were handed to the pulling agent together.</summary>
internal sealed class Delivery(UserLine line, KeptBatch batch, IReadOnlyList<QueuedNotification> rows, DateTimeOffset since)
{
    /// <summary>The user's line.</summary>
    public UserLine Line => line;

    /// <summary>What the agent has of it.</summary>
    public KeptBatch Batch => batch;

    /// <summary>The rows.</summary>
    public IReadOnlyList<QueuedNotification> Rows => rows;

    /// <summary>Since when the agent has it.</summary>
    public DateTimeOffset Since => since;

    /// <summary>Whether a cursor has taken it.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Whether the agent said that it could not be delivered.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Whether that is noted in the rows.</summary>
    public bool IsNoted { get; set; }
}
