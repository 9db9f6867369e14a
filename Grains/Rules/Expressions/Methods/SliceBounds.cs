namespace Notifications.Rules.Expressions;

/// <summary>Which part <c>slice(start, end)</c> means: negative numbers count from the end, and what is outside is left out.</summary>
internal static class SliceBounds
{
    public static (int Start, int End) Read(ref EvaluationState state, CallNode call, int length)
    {
        var start = Within(call.WholeNumber(ref state, 0), length);
        var end = Within(call.WholeNumber(ref state, 1, missing: length), length);
        return (start, Math.Max(start, end));
    }

    private static int Within(int index, int length) => Math.Clamp(index < 0 ? index + length : index, 0, length);
}
