namespace Notifications.Rules.Expressions;

/// <summary>A list literal.</summary>
internal sealed class ListNode(Node[] items) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        state.Make(this, items.Length);
        var values = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
            values[i] = items[i].Evaluate(ref state);
        return Value.Of(values);
    }
}
