namespace Notifications.Tests.Unit.Rules.Expressions;

public sealed class StringMethods
{
    [Theory]
    [InlineData("'  a b\\n'.trim()", "'a b'")]
    [InlineData("'7'.padStart(3, '0')", "'007'")]
    [InlineData("'7'.padStart(3)", "'  7'")]
    [InlineData("'7'.padStart(6, 'ab')", "'ababa7'")]
    [InlineData("'7'.padEnd(4, 'ab')", "'7aba'")]
    [InlineData("'777'.padEnd(2)", "'777'")]
    [InlineData("'7'.padEnd(3, '')", "'7'")]
    [InlineData("'ab'.repeat(3)", "'ababab'")]
    [InlineData("'ab'.repeat(0)", "''")]
    [InlineData("'a,b,,c'.split(',')", "['a', 'b', '', 'c']")]
    [InlineData("'abc'.split('')", "['a', 'b', 'c']")]
    [InlineData("'abc'.split()", "['abc']")]
    [InlineData("''.split(',')", "['']")]
    [InlineData("'kettle'.indexOf('t')", "2")]
    [InlineData("'kettle'.indexOf('x')", "-1")]
    [InlineData("event.issue.key.indexOf('DEMO') == 0", "true")]
    [InlineData("'kettle'.slice(1, 3)", "'et'")]
    [InlineData("'kettle'.slice(-3)", "'tle'")]
    [InlineData("event.issue.key.slice(0, -2)", "'DEMO'")]
    public void Values(string text, string value) => Evaluating.Gives(text, value);

    [Theory]
    [InlineData("'a'.repeat(-1)", "1:5 repeat needs 0 or more but got -1.")]
    [InlineData("'a'.repeat('2')", "1:12 repeat needs a whole Number but got String.")]
    [InlineData("'a'.padStart(2, 1)", "1:17 padStart needs a String but got Number.")]
    [InlineData("'a'.split(/a/)", "1:11 split needs a String but got Regex.")]
    [InlineData("'a'.indexOf(1)", "1:5 indexOf of a String needs a String but got Number.")]
    public void Errors(string text, string error) => Evaluating.Fails(text, error);

    [Theory]
    [InlineData("Number('12.5')", "12.5")]
    [InlineData("Number(' -1e3 ')", "-1000")]
    [InlineData("Number('')", "0")]
    [InlineData("Number('12a')", "NaN")]
    [InlineData("Number('NaN')", "NaN")]
    [InlineData("Number('∞')", "NaN")]
    [InlineData("Number(true) + Number(null) + Number(1)", "2")]
    [InlineData("Number(new Date(5))", "5")]
    [InlineData("typeof 'a' + typeof 1 + typeof true + typeof null", "'StringNumberBooleannull'")]
    [InlineData("[typeof event, typeof [], typeof new Date(0), typeof new Date(0).toCalendarDate(), typeof /a/]", "['Map', 'List', 'Date', 'CalendarDate', 'Regex']")]
    [InlineData("typeof project", "'undefined'")]
    [InlineData("typeof event?.nothing", "'null'")]
    [InlineData("JSON.stringify({ a: [1, null, true, 'x\\n\"'], b: { c: 0.5 } })", "'{\"a\":[1,null,true,\"x\\n\\\"\"],\"b\":{\"c\":0.5}}'")]
    [InlineData("JSON.stringify(event.changelog.items[0])", "'{\"field\":\"status\",\"toString\":\"Done\",\"count\":3}'")]
    [InlineData("JSON.stringify(event.escaped)", "'\"Done\"'")]
    [InlineData("JSON.stringify([0 / 0, new Date(0)])", "'[null,\"1970-01-01T00:00:00.000Z\"]'")]
    [InlineData("JSON.parse('{ \"a\": [1, \"b\"] }').a", "[1, 'b']")]
    [InlineData("JSON.parse(JSON.stringify(event.issue)).key", "'DEMO-1'")]
    public void Conversions(string text, string value) => Evaluating.Gives(text, value);

    [Theory]
    [InlineData("Number(event)", "1:1 Can't make a Number of Map.")]
    [InlineData("JSON.parse('{')", "1:1 The String is not JSON.")]
    [InlineData("JSON.parse('\"\\ud800\"')", "1:1 The String is not JSON.")]
    [InlineData("JSON.parse(1)", "1:1 JSON.parse needs a String but got Number.")]
    [InlineData("JSON.stringify([x => x])", "1:1 JSON has no regular expressions, functions and errors.")]
    [InlineData("typeof event.nothing", "1:14 Property 'nothing' is not there. Use ?. where it may be missing.")]
    public void ErrorsOfConversions(string text, string error) => Evaluating.Fails(text, error);
}
