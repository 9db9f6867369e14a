namespace Notifications.Rules.Expressions;

/// <summary>Compares values of one type only, as the language wants it.</summary>
internal static class Comparison
{
    public static bool AreEqual(ref EvaluationState state, Node node, in Value left, in Value right)
    {
        if (left.Kind == ValueKind.Null || right.Kind == ValueKind.Null)
            return left.Kind == right.Kind;
        if (left.Kind != right.Kind || !CanBeEqual(left.Kind))
            throw Mismatch(node, left, right);
        return AreEqualOfOneKind(ref state, node, left, right);
    }

    /// <summary>Equality for <c>includes</c>: values of different types are merely not equal.</summary>
    public static bool AreSame(ref EvaluationState state, Node node, in Value left, in Value right) =>
        left.Kind == right.Kind && AreEqualOfOneKind(ref state, node, left, right);

    public static int Order(ref EvaluationState state, Node node, in Value left, in Value right) =>
        (left.Kind, right.Kind) switch
        {
            (ValueKind.String, ValueKind.String) =>
                string.CompareOrdinal(state.Read(node, left), state.Read(node, right)),
            (ValueKind.Date, ValueKind.Date) or (ValueKind.CalendarDate, ValueKind.CalendarDate) =>
                left.Number.CompareTo(right.Number),
            _ => throw Mismatch(node, left, right),
        };

    public static ExpressionException Mismatch(Node node, in Value left, in Value right) =>
        node.Fail($"Can't compare {left.Kind.Name()} to {right.Kind.Name()}.");

    private static bool CanBeEqual(ValueKind kind) =>
        kind is ValueKind.Boolean or ValueKind.Number or ValueKind.String or ValueKind.Date or ValueKind.CalendarDate;

    private static bool AreEqualOfOneKind(ref EvaluationState state, Node node, in Value left, in Value right)
    {
        switch (left.Kind)
        {
            case ValueKind.Null:
                return true;
            case ValueKind.Boolean:
                return left.IsTrue == right.IsTrue;
            case ValueKind.Number or ValueKind.Date or ValueKind.CalendarDate:
                return left.Number.Equals(right.Number) && !double.IsNaN(left.Number);
            case ValueKind.String:
                state.Spend(node, Math.Min(left.TextSize, right.TextSize) / ExpressionLimits.TextPerStep);
                return left.TextEquals(right);
            default:
                return false;
        }
    }
}
