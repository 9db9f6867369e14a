using System.Globalization;
using System.Text;

namespace Notifications.Rules;

/// <summary>What changed between two texts, line by line, as <c>diff -u</c> writes it.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    // The table of the longest common subsequence; texts that differ in more are shown as one replaced by the other.
    private const int MaxCells = 4_000_000;

    /// <summary>The diff; empty where the texts are the same.</summary>
    public static string Of(string fromName, string from, string toName, string to)
    {
        if (from == to)
            return "";
        var changes = Compare(Lines(from), Lines(to));
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"--- {fromName}\n+++ {toName}\n");
        foreach (var hunk in Hunks(changes))
            Write(text, changes, hunk);
        return text.ToString();
    }

    private static string[] Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static List<Line> Compare(string[] from, string[] to)
    {
        var shorter = Math.Min(from.Length, to.Length);
        var start = 0;
        while (start < shorter && from[start] == to[start])
            start++;
        var end = 0;
        while (end < shorter - start && from[^(end + 1)] == to[^(end + 1)])
            end++;

        var lines = new List<Line>(from.Length + to.Length);
        lines.AddRange(from[..start].Select(line => new Line(' ', line)));
        lines.AddRange(CompareMiddle(from[start..^end], to[start..^end]));
        lines.AddRange(from[^end..].Select(line => new Line(' ', line)));
        return lines;
    }

    private static List<Line> CompareMiddle(string[] from, string[] to)
    {
        if ((from.Length + 1L) * (to.Length + 1L) > MaxCells)
            return [.. from.Select(line => new Line('-', line)), .. to.Select(line => new Line('+', line))];

        var common = new int[from.Length + 1, to.Length + 1];
        for (var i = from.Length - 1; i >= 0; i--)
        {
            for (var j = to.Length - 1; j >= 0; j--)
                common[i, j] = from[i] == to[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var lines = new List<Line>();
        var (left, right) = (0, 0);
        while (left < from.Length || right < to.Length)
        {
            if (left < from.Length && right < to.Length && from[left] == to[right])
            {
                lines.Add(new Line(' ', from[left]));
                (left, right) = (left + 1, right + 1);
            }
            else if (right == to.Length || (left < from.Length && common[left + 1, right] >= common[left, right + 1]))
            {
                lines.Add(new Line('-', from[left++]));
            }
            else
            {
                lines.Add(new Line('+', to[right++]));
            }
        }

        return lines;
    }

    /// <summary>The stretches that hold changes with their context, where they don't touch each other.</summary>
    private static List<Range> Hunks(List<Line> lines)
    {
        var hunks = new List<Range>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Sign == ' ')
                continue;
            var (first, last) = (Math.Max(0, i - Context), Math.Min(lines.Count, i + Context + 1));
            if (hunks.Count > 0 && hunks[^1].End.Value >= first)
                hunks[^1] = hunks[^1].Start..last;
            else
                hunks.Add(first..last);
        }

        return hunks;
    }

    private static void Write(StringBuilder text, List<Line> lines, Range hunk)
    {
        var before = lines[..hunk.Start];
        var inside = lines[hunk];
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Place('+')} +{Place('-')} @@\n");
        foreach (var line in inside)
            text.Append(line.Sign).Append(line.Text).Append('\n');

        // Where a side has no line, the place is the line before it.
        string Place(char otherSide)
        {
            var count = inside.Count(line => line.Sign != otherSide);
            var first = before.Count(line => line.Sign != otherSide) + (count == 0 ? 0 : 1);
            return count == 1
                ? first.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{first},{count}");
        }
    }

    private readonly record struct Line(char Sign, string Text);
}
