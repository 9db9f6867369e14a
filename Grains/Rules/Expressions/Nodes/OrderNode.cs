using Acornima;

namespace Notifications.Rules.Expressions;

/// <summary><c>&lt; &lt;= &gt; &gt;=</c> of two Numbers, Strings, Dates or CalendarDates.</summary>
internal sealed class OrderNode(Node left, Node right, Operator order) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        var first = left.Evaluate(ref state);
        var second = right.Evaluate(ref state);
        if (first.Kind == ValueKind.Number && second.Kind == ValueKind.Number)
            return Value.Of(Holds(first.Number, second.Number));
        return Value.Of(Holds(Comparison.Order(ref state, this, first, second), 0));
    }

    private bool Holds(double first, double second) => order switch
    {
        Operator.LessThan => first < second,
        Operator.LessThanOrEqual => first <= second,
        Operator.GreaterThan => first > second,
        _ => first >= second,
    };
}
