namespace Notifications.Rules.Loading;

/// <summary>Finds what somebody probably wanted to write.</summary>
internal static class DidYouMean
{
    /// <summary>A sentence that names the nearest of the words, or all of them where none is near.</summary>
    public static string Of(string written, IReadOnlyCollection<string> words)
    {
        var nearest = words.MinBy(word => Distance(written, word));
        return nearest is not null && Distance(written, nearest) <= Math.Max(1, nearest.Length / 3)
            ? $"Did you mean '{nearest}'?"
            : $"Known are: {string.Join(", ", words)}.";
    }

    private static int Distance(string from, string to)
    {
        // What is this long is no slip of the pen, and not worth the quadratic work.
        if (from.Length > 40)
            return int.MaxValue;
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var same = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}
