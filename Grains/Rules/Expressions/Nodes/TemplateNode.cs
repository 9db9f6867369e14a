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

/// <summary>Turns what a hole of a template gives into text.</summary>
internal static class ValueText
{
    public static string Write(ref EvaluationState state, Node hole)
    {
        var value = hole.Evaluate(ref state);
        return value.Kind == ValueKind.String
            ? state.Read(hole, value)
            : Of(value) ?? throw hole.Fail($"Can't write {value.Kind.Name()} as text.");
    }

    /// <summary>The text of a String, Number, Boolean, Date or CalendarDate; <see langword="null"/> for any other value.</summary>
    public static string? Of(in Value value) => value.Kind switch
    {
        ValueKind.String => value.Text,
        ValueKind.Number => NumberText.Of(value.Number),
        ValueKind.Boolean => value.IsTrue ? "true" : "false",
        ValueKind.Date => DateText.Of(value.Moment),
        ValueKind.CalendarDate => DateText.Of(value.Day),
        _ => null,
    };
}
