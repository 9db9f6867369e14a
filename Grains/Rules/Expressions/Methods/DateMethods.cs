namespace Notifications.Rules.Expressions;

/// <summary>The methods of Date and CalendarDate. Days, months and texts are those of UTC.</summary>
internal static class DateMethods
{
    // An ISO date and time has 24 characters.
    private const int TextLength = 24;

    public static readonly Method[] All =
    [
        new("toString", MethodArgument.Nothing) { OnDate = WriteMoment, OnCalendarDate = WriteDay },
        new("toISOString", MethodArgument.Nothing) { OnDate = WriteMoment, OnCalendarDate = WriteDay },
        new("toCalendarDate", MethodArgument.Nothing) { OnDate = ToCalendarDate },
        Shift("plusMonths", 1, (date, n) => date.AddMonths(n), (day, n) => day.AddMonths(n)),
        Shift("minusMonths", -1, (date, n) => date.AddMonths(n), (day, n) => day.AddMonths(n)),
        Shift("plusDays", 1, (date, n) => date.AddDays(n), (day, n) => day.AddDays(n)),
        Shift("minusDays", -1, (date, n) => date.AddDays(n), (day, n) => day.AddDays(n)),
        Shift("plusHours", 1, (date, n) => date.AddHours(n)),
        Shift("minusHours", -1, (date, n) => date.AddHours(n)),
        Shift("plusMinutes", 1, (date, n) => date.AddMinutes(n)),
        Shift("minusMinutes", -1, (date, n) => date.AddMinutes(n)),
    ];

    private static Value WriteMoment(ref EvaluationState state, CallNode call, in Value receiver)
    {
        state.Produce(call, TextLength);
        return Value.Of(DateText.Of(receiver.Moment));
    }

    private static Value WriteDay(ref EvaluationState state, CallNode call, in Value receiver)
    {
        state.Produce(call, TextLength);
        return Value.Of(DateText.Of(receiver.Day));
    }

    private static Value ToCalendarDate(ref EvaluationState state, CallNode call, in Value receiver) =>
        Value.Of(DateOnly.FromDateTime(receiver.Moment.UtcDateTime));

    private static Method Shift(
        string name, int sign, Func<DateTimeOffset, int, DateTimeOffset> shiftMoment, Func<DateOnly, int, DateOnly>? shiftDay = null)
    {
        return new Method(name, MethodArgument.Value)
        {
            OnDate = (ref state, call, in receiver) =>
            {
                var count = sign * WholeNumber(ref state, call);
                var moment = receiver.Moment;
                return Value.Of(Within(call, () => shiftMoment(moment, count)));
            },
            OnCalendarDate = shiftDay is null ? null : (ref state, call, in receiver) =>
            {
                var count = sign * WholeNumber(ref state, call);
                var day = receiver.Day;
                return Value.Of(Within(call, () => shiftDay(day, count)));
            },
        };
    }

    private static int WholeNumber(ref EvaluationState state, CallNode call)
    {
        var count = call.Argument(ref state);
        if (count.Kind != ValueKind.Number || count.Number != Math.Floor(count.Number) || Math.Abs(count.Number) > int.MaxValue)
        {
            throw call.Fail(count.Kind == ValueKind.Number
                ? $"{call.Name} needs a whole Number but got {NumberText.Of(count.Number)}."
                : $"{call.Name} needs a whole Number but got {count.Kind.Name()}.");
        }

        return (int)count.Number;
    }

    private static T Within<T>(CallNode call, Func<T> shift)
    {
        try
        {
            return shift();
        }
        catch (ArgumentOutOfRangeException)
        {
            throw call.Fail("Dates go from the year 1 to the year 9999.");
        }
    }
}
