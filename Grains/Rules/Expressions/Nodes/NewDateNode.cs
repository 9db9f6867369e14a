namespace Notifications.Rules.Expressions;

/// <summary><c>new Date()</c>, <c>new Date('2026-11-23T10:00:00Z')</c> or <c>new Date(milliseconds)</c>.</summary>
internal sealed class NewDateNode(Node? from) : Node
{
    private static readonly double Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly double Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    protected override Value Run(ref EvaluationState state)
    {
        if (from is null)
            return Value.Of(state.Now ?? throw Fail("It is not known here when the event was: new Date() gives nothing."));

        var value = from.Evaluate(ref state);
        return value.Kind switch
        {
            ValueKind.Number when value.Number >= Earliest && value.Number <= Latest =>
                Value.Of(DateTimeOffset.FromUnixTimeMilliseconds((long)value.Number)),
            ValueKind.Number => throw Fail($"{NumberText.Of(value.Number)} is no date: dates go from the year 1 to the year 9999."),
            ValueKind.String => Read(ref state, value),
            _ => throw Fail($"new Date needs a String or a Number but got {value.Kind.Name()}."),
        };
    }

    private Value Read(ref EvaluationState state, in Value text) =>
        DateText.TryRead(state.Read(this, text), out var moment)
            ? Value.Of(moment)
            : throw Fail("The String is no date. Write it as 2026-11-23 or 2026-11-23T10:00:00.000Z.");
}
