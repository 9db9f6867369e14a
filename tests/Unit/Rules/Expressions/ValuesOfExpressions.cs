namespace Notifications.Tests.Unit.Rules.Expressions;

public sealed class ValuesOfExpressions
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData("true", "true")]
    [InlineData("1.50", "1.5")]
    [InlineData("'it\\'s'", "'it's'")]
    [InlineData("`${event.issue.key}: ${1 + 2} ${true}`", "'DEMO-1: 3 true'")]
    [InlineData("`a${'b'}c${'d'}`", "'abcd'")]
    [InlineData("[1, 'a', null]", "[1, 'a', null]")]
    [InlineData("({ a: 1, 'b c': 2 })['b c']", "2")]
    [InlineData("actor", "'Anna'")]
    public void Literals(string text, string value) => Gives(text, value);

    [Theory]
    [InlineData("event.issue.key", "'DEMO-1'")]
    [InlineData("event['odd key']", "true")]
    [InlineData("event[`issue`]['k' + 'ey']", "'DEMO-1'")]
    [InlineData("event.issue.fields.labels[1]", "'kitchen'")]
    [InlineData("event.grid[1][0]", "3")]
    [InlineData("event.issue.fields.labels.length", "2")]
    [InlineData("event.issue.key.length", "6")]
    [InlineData("event.changelog.items[0].toString", "'Done'")]
    public void Members(string text, string value) => Gives(text, value);

    [Theory]
    [InlineData("event?.nothing", "null")]
    [InlineData("event.nothing?.deep", "null")]
    [InlineData("event.nothing?.deep.deeper.deepest", "null")]
    [InlineData("event.nothing?.deep['x'].items.some(i => i)", "null")]
    [InlineData("event.nothing?.items[0]", "null")]
    [InlineData("event['nothing']?.x", "null")]
    [InlineData("event.issue.fields.assignee?.name", "null")]
    [InlineData("event.issue.fields.assignee?.['name'].length", "null")]
    [InlineData("event.issue.fields.labels?.[7]", "null")]
    [InlineData("event.grid[9]?.[0]", "null")]
    [InlineData("event.issue?.fields?.status?.name", "'Done'")]
    [InlineData("event.nothing?.includes('x') ?? false", "false")]
    [InlineData("event.nothing?.items.some(i => i.field == 'status') ?? false", "false")]
    [InlineData("(event.nothing?.items ?? []).length", "0")]
    [InlineData("`${event.nothing?.x ?? '-'}`", "'-'")]
    public void OptionalMembers(string text, string value) => Gives(text, value);

    [Theory]
    [InlineData("event.issue.fields.status.name == 'Done'", "true")]
    [InlineData("'Done' === event.issue.fields.status.name", "true")]
    [InlineData("event.issue.fields.status.name == event.issue.fields.resolution", "true")]
    [InlineData("event.issue.fields.status.name != event.issue.key", "true")]
    [InlineData("event.issue.fields.summary == 'Tea \"kettle\" is cold'", "true")]
    [InlineData("event.issue.fields.summary == event.issue.fields.summary", "true")]
    [InlineData("event.issue.fields.assignee == null", "true")]
    [InlineData("null != event.issue", "true")]
    [InlineData("event.issue.fields.labels == null", "false")]
    [InlineData("event.escaped == event.issue.fields.resolution", "true")]
    [InlineData("event.issue.fields.resolution == event.escaped", "true")]
    [InlineData("event.escaped == 'Done'", "true")]
    [InlineData("null == null", "true")]
    [InlineData("1 == 1.0", "true")]
    [InlineData("true !== false", "true")]
    [InlineData("event.issue.fields.priority.rank >= 2", "true")]
    [InlineData("2 < 10", "true")]
    [InlineData("'2' < '10'", "false")]
    [InlineData("'b' > 'a'", "true")]
    [InlineData("1 <= 0", "false")]
    public void Comparisons(string text, string value) => Gives(text, value);

    [Theory]
    [InlineData("true && false", "false")]
    [InlineData("false || false || true", "true")]
    [InlineData("false && event.nothing", "false")]
    [InlineData("true || event.nothing", "true")]
    [InlineData("!(true && true)", "false")]
    [InlineData("false || true && false", "false")]
    [InlineData("event.issue.fields.assignee ?? 'nobody'", "'nobody'")]
    [InlineData("'a' ?? event.nothing", "'a'")]
    [InlineData("false ?? true", "false")]
    [InlineData("true ? 1 : event.nothing", "1")]
    [InlineData("false ? event.nothing : 2", "2")]
    public void Logic(string text, string value) => Gives(text, value);

    [Theory]
    [InlineData("1 + 2 * 3 - 4 / 2", "5")]
    [InlineData("7 % 4", "3")]
    [InlineData("-(1 + 1)", "-2")]
    [InlineData("'a' + 'b'", "'ab'")]
    [InlineData("event.issue.key + '!'", "'DEMO-1!'")]
    public void Arithmetic(string text, string value) => Gives(text, value);

    [Theory]
    [InlineData("'kettle'.includes('ttl')", "true")]
    [InlineData("event.issue.fields.summary.includes('Kettle')", "false")]
    [InlineData("event.issue.fields.labels.includes('tea')", "true")]
    [InlineData("event.issue.fields.labels.includes(1)", "false")]
    [InlineData("['a', null].includes(event.issue.fields.assignee)", "true")]
    [InlineData("event.issue.key.toLowerCase()", "'demo-1'")]
    [InlineData("'straße'.toUpperCase()", "'STRAßE'")]
    [InlineData("event.changelog.items.some(i => i.field == 'status')", "true")]
    [InlineData("event.changelog.items.some(i => i.field == 'rank')", "false")]
    [InlineData("event.changelog.items.every(i => i.count > 3)", "false")]
    [InlineData("event.issue.fields.parts.every(i => false)", "true")]
    [InlineData("event.issue.fields.parts.some(i => true)", "false")]
    [InlineData("event.changelog.items.filter(i => i.count > 3).map(i => i.field)", "['labels']")]
    [InlineData("event.grid.map(row => row.map(n => n * event.issue.fields.priority.rank))", "[[2, 4], [6, 8]]")]
    [InlineData("event.grid.some(row => row.some(n => n == 4 && row.length == 2))", "true")]
    [InlineData("[1].map(event => event + 1)", "[2]")]
    public void Methods(string text, string value) => Gives(text, value);

    [Theory]
    [InlineData("0 * -1", "0")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("123456789012345680000", "123456789012345680000")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.00000012", "1.2e-7")]
    [InlineData("-0.00005", "-0.00005")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    public void NumbersAreWrittenAsJavaScriptWritesThem(string text, string value) => Gives($"`${{{text}}}`", $"'{value}'");

    private static void Gives(string text, string value)
    {
        var evaluation = Evaluating.Evaluate(text);
        Assert.Null(evaluation.Error);
        Assert.Equal(value, Evaluating.Show(evaluation.Value));
    }
}
