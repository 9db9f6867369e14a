namespace Notifications.Rules.Expressions;

/// <summary><c>if</c>, any number of <c>else if</c>, and perhaps <c>else</c>; flat, so that long ones are not deep.</summary>
internal sealed class IfNode((Node Test, Node Body)[] branches, Node? otherwise) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        foreach (var (test, body) in branches)
        {
            if (Decide(test, ref state, "if"))
                return body.Evaluate(ref state);
        }

        return otherwise?.Evaluate(ref state) ?? Value.Absent;
    }
}
