using Notifications.Rules.Holding;
using Notifications.Subjects;

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

    public HoldingSnapshot ToSnapshot() => new(
        Site, ReadSubject(Subject), Sequence, Due is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null, () => State);

    public static Subject ReadSubject(string text) => Notifications.Subjects.Subject.TryParse(text, out var subject)
        ? subject
        : throw new FormatException($"'{text}' is not a subject.");
}
