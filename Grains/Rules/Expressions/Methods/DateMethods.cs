namespace Notifications.Rules.Expressions;

/// <summary>The methods of Date and CalendarDate. Days, months and texts are those of UTC.</summary>
internal static class DateMethods
{
    // An ISO date and time has 24 characters.
    private const int TextLength = 24;

    public static readonly Method[] Own =
    [
        new("toString") { OnDate = WriteMoment, OnCalendarDate = WriteDay },
        new("toISOString") { OnDate = WriteMoment, OnCalendarDate = WriteDay },
        new("toCalendarDate") { OnDate = ToCalendarDate },
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
        string name, int sign, Func<DateTimeOffset, int, DateTimeOffset> shiftMoment, Func<DateOnly, int, DateOnly>? shiftDay = null) =>
        new(name, 1, 1)
        {
            OnDate = (ref state, call, in receiver) =>
                Value.Of(Within(call, shiftMoment, receiver.Moment, sign * call.WholeNumber(ref state, 0))),
            OnCalendarDate = shiftDay is null ? null : (ref state, call, in receiver) =>
                Value.Of(Within(call, shiftDay, receiver.Day, sign * call.WholeNumber(ref state, 0))),
        };

    private static T Within<T>(CallNode call, Func<T, int, T> shift, T from, int count)
    {
        try
        {
            return shift(from, count);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw call.Fail("Dates go from the year 1 to the year 9999.");
        }
    }
}
