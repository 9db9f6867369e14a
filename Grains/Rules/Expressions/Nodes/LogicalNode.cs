namespace Notifications.Rules.Expressions;

/// <summary><c>&amp;&amp;</c> or <c>||</c> of two or more operands; flat, so that long ones are not deep.</summary>
internal sealed class LogicalNode(Node[] operands, bool isAnd) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        foreach (var operand in operands)
        {
            if (Decide(operand, ref state, isAnd ? "&&" : "||") != isAnd)
                return Value.Of(!isAnd);
        }

        return Value.Of(isAnd);
    }
}
