using Notifications.Rules.Expressions;

namespace Notifications.Tests.Unit.Rules.Expressions;

public sealed class Dates
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 20, 30, 456, TimeSpan.FromHours(2));

    [Theory]
    [InlineData("new Date()", "2026-11-23T08:20:30.456Z")]
    [InlineData("new Date('2026-11-23')", "2026-11-23T00:00:00.000Z")]
    [InlineData("new Date('2026-11-23T10:00')", "2026-11-23T10:00:00.000Z")]
    [InlineData("new Date('2026-11-23T10:00:05')", "2026-11-23T10:00:05.000Z")]
    [InlineData("new Date('2026-11-23T10:00:05Z')", "2026-11-23T10:00:05.000Z")]
    [InlineData("new Date('2026-11-23T10:00:05.1234+01:00')", "2026-11-23T09:00:05.123Z")]
    [InlineData("new Date('2026-11-23T10:00:05.000+0100')", "2026-11-23T09:00:05.000Z")]
    [InlineData("new Date(1000)", "1970-01-01T00:00:01.000Z")]
    [InlineData("new Date(-1)", "1969-12-31T23:59:59.999Z")]
    [InlineData("new Date('2026-11-23T10:00:05Z').toISOString()", "2026-11-23T10:00:05.000Z")]
    [InlineData("new Date('2026-11-23T10:00:05Z').toString()", "2026-11-23T10:00:05.000Z")]
    [InlineData("new Date('2026-11-23T23:30:00-01:00').toCalendarDate()", "2026-11-24")]
    [InlineData("new Date('2026-11-23').toCalendarDate().toString()", "2026-11-23")]
    [InlineData("new Date('2026-11-23').toCalendarDate().toISOString()", "2026-11-23")]
    [InlineData("new Date('2026-01-31').plusMonths(1)", "2026-02-28T00:00:00.000Z")]
    [InlineData("new Date('2026-01-31').minusMonths(2)", "2025-11-30T00:00:00.000Z")]
    [InlineData("new Date('2026-12-31').plusDays(1)", "2027-01-01T00:00:00.000Z")]
    [InlineData("new Date('2026-12-31').minusDays(-1)", "2027-01-01T00:00:00.000Z")]
    [InlineData("new Date('2026-12-31').plusHours(25)", "2027-01-01T01:00:00.000Z")]
    [InlineData("new Date('2026-12-31').minusHours(1)", "2026-12-30T23:00:00.000Z")]
    [InlineData("new Date('2026-12-31').plusMinutes(90)", "2026-12-31T01:30:00.000Z")]
    [InlineData("new Date('2026-12-31').minusMinutes(1)", "2026-12-30T23:59:00.000Z")]
    [InlineData("new Date('2026-01-31').toCalendarDate().plusMonths(1)", "2026-02-28")]
    [InlineData("new Date('2026-01-31').toCalendarDate().minusMonths(1)", "2025-12-31")]
    [InlineData("new Date('2026-01-31').toCalendarDate().plusDays(1)", "2026-02-01")]
    [InlineData("new Date('2026-01-31').toCalendarDate().minusDays(31)", "2025-12-31")]
    public void Values(string text, string value) =>
        Assert.Equal(value, Evaluating.Compile(text).EvaluateText(Evaluating.Values, new EvaluationBudget(), Now).Text);

    [Theory]
    [InlineData("new Date('2026-11-23') < new Date('2026-11-24')", true)]
    [InlineData("new Date('2026-11-23T01:00:00+01:00') == new Date('2026-11-23')", true)]
    [InlineData("new Date('2026-11-23') != new Date('2026-11-23T00:00:00.001Z')", true)]
    [InlineData("new Date('2026-11-23') >= new Date()", false)]
    [InlineData("new Date().minusMinutes(10) <= new Date()", true)]
    [InlineData("new Date().toCalendarDate() == new Date('2026-11-23').toCalendarDate()", true)]
    [InlineData("new Date().toCalendarDate() > new Date('2026-11-22').toCalendarDate()", true)]
    [InlineData("new Date() == null", false)]
    [InlineData("[new Date('2026-11-23')].includes(new Date('2026-11-23'))", true)]
    public void Comparisons(string text, bool value) =>
        Assert.Equal(value, Evaluating.Compile(text).EvaluateFilter(Evaluating.Values, Now).Value.IsTrue);

    [Theory]
    [InlineData("new Date()", "1:1 It is not known here when the event was: new Date() gives nothing.")]
    [InlineData("new Date('tomorrow')", "1:1 The String is no date. Write it as 2026-11-23 or 2026-11-23T10:00:00.000Z.")]
    [InlineData("new Date('23.11.2026')", "1:1 The String is no date. Write it as 2026-11-23 or 2026-11-23T10:00:00.000Z.")]
    [InlineData("new Date(1e18)", "1:1 1000000000000000000 is no date: dates go from the year 1 to the year 9999.")]
    [InlineData("new Date(0 / 0)", "1:1 NaN is no date: dates go from the year 1 to the year 9999.")]
    [InlineData("new Date(true)", "1:1 new Date needs a String or a Number but got Boolean.")]
    [InlineData("new Date(0).plusDays('1')", "1:22 plusDays needs a whole Number but got String.")]
    [InlineData("new Date(0).plusDays(0.5)", "1:22 plusDays needs a whole Number but got 0.5.")]
    [InlineData("new Date(0).plusMonths(1e9)", "1:13 Dates go from the year 1 to the year 9999.")]
    [InlineData("new Date(0).minusMinutes(2147483647)", "1:13 Dates go from the year 1 to the year 9999.")]
    [InlineData("new Date(0).toCalendarDate().plusHours(1)", "1:30 CalendarDate has no method 'plusHours'.")]
    [InlineData("new Date(0) == 0", "1:1 Can't compare Date to Number.")]
    [InlineData("new Date(0) < new Date(0).toCalendarDate()", "1:1 Can't compare Date to CalendarDate.")]
    public void Errors(string text, string error) => Assert.Equal(error, Evaluating.Evaluate(text).Error?.ToString());

    [Fact]
    public void AValueIsMadeOfAMoment()
    {
        var expression = Expression.Compile("event > new Date('2026-11-23')", ["event"]).Expression!;
        Assert.True(expression.EvaluateFilter([Value.Of(Now)]).Value.IsTrue);
        Assert.False(expression.EvaluateFilter([Value.Of(Now.AddDays(-1))]).Value.IsTrue);
    }
}
