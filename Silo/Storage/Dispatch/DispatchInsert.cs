namespace Notifications.Storage.Dispatch;

/// <summary>What the event log does besides appending: it notes in the same transaction that an event is not dispatched yet.</summary>
internal static class DispatchInsert
{
    /// <summary>Follows an insert of one event in the same command, with its parameters; does nothing where that was no new event.</summary>
    public const string AfterOne =
        """
        ;
        INSERT INTO dispatch (site, subject, sequence, accepted) SELECT $site, $subject, $sequence, $accepted WHERE changes() > 0
        """;

    /// <summary>Part of a statement that has what it appended as <c>written</c>.</summary>
    public const string OfWritten =
        "INSERT INTO dispatch (site, subject, sequence, accepted) SELECT site, subject, sequence, accepted FROM written";
}
