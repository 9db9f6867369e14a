namespace Notifications.Rules.Expressions;

/// <summary>Turns values into text, as template literals do.</summary>
internal static class ValueText
{
    /// <summary>How long the text of anything but a String is at most.</summary>
    public const int MaxOther = 25;

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
