using Notifications.Rules.Expressions;

namespace Notifications.Tests.Unit.Rules.Expressions;

public sealed class Allocation
{
    [Theory]
    [InlineData("event.issue.fields.status.name == 'Done' && event.issue.fields.priority?.name != 'Low'")]
    [InlineData("event.changelog?.items.some(i => i.field == 'labels' && i.count > 4) ?? false")]
    [InlineData("event.issue.fields.labels.includes('kitchen')")]
    [InlineData("event.issue.fields.status.name == event.issue.fields.resolution")]
    [InlineData("event.issue.fields.assignee?.name == null && event['odd key'] && event.grid[1][1] == 4")]
    [InlineData("let f = event.issue.fields; f.status.name == 'Done' && ['Open', 'Done'].includes(f.resolution)")]
    [InlineData("event.changelog.items.some((i, index) => { let field = i.field; return field == 'labels' && index == 1 })")]
    [InlineData("if (typeof event.issue == 'Map') { return event.get('odd key') } else { return false }")]
    [InlineData("new Date(0).plusDays(1) < new Date('2026-11-23') && new Date(0).toCalendarDate() != new Date(1e12).toCalendarDate()")]
    public void AFilterThatReadsAndComparesAllocatesNothing(string text)
    {
        var expression = Evaluating.Compile(text);
        var values = Evaluating.Values;
        Assert.True(EvaluateOften(expression, values));

        Assert.Equal(0, Allocated.By(() => EvaluateOften(expression, values)));
    }

    private static bool EvaluateOften(Expression expression, Value[] values)
    {
        var all = true;
        for (var i = 0; i < 10_000; i++)
            all &= expression.EvaluateFilter(values).Value.IsTrue;
        return all;
    }
}
