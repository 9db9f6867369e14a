using System.Globalization;

namespace Notifications.Storage.Kept;

/// <summary>What is told to the silos when rows begin to wait: their slots, each with when they are due where that is later.</summary>
internal static class KeptSignal
{
    /// <summary>Where it is told.</summary>
    public const string Channel = "kept";

    // A signal has to be short; so many are about everybody anyway.
    private const int MaxSlots = 100;

    private const string Everybody = "*";

    /// <summary>Writes it.</summary>
    public static string Write(IEnumerable<(int Slot, long Due)> rows)
    {
        var slots = rows.ToHashSet();
        return slots.Count > MaxSlots
            ? Everybody
            : string.Join(' ', slots.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Slot}@{row.Due}")));
    }

    /// <summary>Reads it; <see langword="null"/> where it is about all slots.</summary>
    public static IReadOnlyList<(int Slot, long Due)>? Read(string? payload)
    {
        if (payload is null or Everybody)
            return null;
        var rows = new List<(int, long)>();
        foreach (var text in payload.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = text.IndexOf('@', StringComparison.Ordinal);
            // Another build may say more: whoever does not understand looks.
            if (at < 0 || !int.TryParse(text.AsSpan(0, at), CultureInfo.InvariantCulture, out var slot)
                || !long.TryParse(text.AsSpan(at + 1), CultureInfo.InvariantCulture, out var due))
                return null;
            rows.Add((slot, due));
        }

        return rows;
    }
}
