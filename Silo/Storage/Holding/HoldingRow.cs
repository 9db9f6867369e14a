using Notifications.Rules.Holding;

namespace Notifications.Storage.Holding;

/// <summary>A row of the table <c>holding</c>.</summary>
internal sealed class HoldingRow
{
    public string Site { get; init; } = "";
    public string Subject { get; init; } = "";
    public long Sequence { get; init; }
    public long? Due { get; init; }
    public long Written { get; init; }
    public required byte[] State { get; init; }

    public static HoldingRow Of(HoldingSnapshot snapshot, long written) => new()
    {
        Site = snapshot.Site,
        Subject = snapshot.Subject.ToString(),
        Sequence = snapshot.Sequence,
        Due = snapshot.Due?.ToUnixTimeMilliseconds(),
        Written = written,
        State = snapshot.State(),
    };
}
