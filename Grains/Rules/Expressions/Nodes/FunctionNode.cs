namespace Notifications.Rules.Expressions;

/// <summary>An arrow function as a value. It has slots of its own and takes along what it reads from outside.</summary>
internal sealed class FunctionNode(int parameters, int slots, Node[] captured, Node body, int levels) : Node
{
    public int Parameters => parameters;

    public int Slots => slots;

    public Node Body => body;

    /// <summary>How deep its tree is, and one level for the call.</summary>
    public int Levels => levels;

    protected override Value Run(ref EvaluationState state)
    {
        state.Make(this, captured.Length + 1);
        var values = captured.Length == 0 ? [] : new Value[captured.Length];
        for (var i = 0; i < captured.Length; i++)
            values[i] = captured[i].Evaluate(ref state);
        return Value.Of(new Function(this, values));
    }
}
