namespace Notifications.Rules.Expressions;

/// <summary>A template literal: texts, and between them the expressions.</summary>
internal sealed class TemplateNode(string[] texts, Node[] holes) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        var parts = new string[texts.Length + holes.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = i % 2 == 0 ? texts[i / 2] : ValueText.Write(ref state, holes[i / 2]);
            state.Produce(this, parts[i].Length);
        }

        return Value.Of(string.Concat(parts));
    }
}
