namespace Notifications.Rules.Expressions;

/// <summary>A map literal, or <c>new Map()</c>.</summary>
internal sealed class MapNode((string Name, Node Value)[] members) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        state.Make(this, 2 * members.Length);
        var values = new Dictionary<string, Value>(members.Length, StringComparer.Ordinal);
        foreach (var (name, value) in members)
            values[name] = value.Evaluate(ref state);
        return Value.Of(values);
    }
}
