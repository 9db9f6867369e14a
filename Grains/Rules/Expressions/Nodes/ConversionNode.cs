namespace Notifications.Rules.Expressions;

internal delegate Value Conversion(ref EvaluationState state, Node node, in Value value);

/// <summary><c>Number(…)</c>, <c>JSON.parse(…)</c> and <c>JSON.stringify(…)</c>.</summary>
internal sealed class ConversionNode(Conversion conversion, Node argument) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        var value = argument.Evaluate(ref state);
        return conversion(ref state, this, value);
    }
}
