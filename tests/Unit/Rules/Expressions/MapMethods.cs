namespace Notifications.Tests.Unit.Rules.Expressions;

public sealed class MapMethods
{
    [Theory]
    [InlineData("new Map()", "{}")]
    [InlineData("new Map().set('a', 1).set('b', 2).set('a', 3)", "{a: 3, b: 2}")]
    [InlineData("let m = { a: 1 }; let n = m.set('b', 2); [m, n]", "[{a: 1}, {a: 1, b: 2}]")]
    [InlineData("event.issue.fields.status.set('id', 5)", "{name: 'Done', id: 5}")]
    [InlineData("event.get('odd key')", "true")]
    [InlineData("event.get('nothing')", "null")]
    [InlineData("({ a: null }).get('a')", "null")]
    [InlineData("event.issue.fields.priority.entries()", "[['name', 'High'], ['rank', 2]]")]
    [InlineData("({ a: 1, b: 2 }).entries().map(e => e[0] + e[1])", "['a1', 'b2']")]
    [InlineData("let m = new Map().set('a', 1); m.a + m['a']", "2")]
    public void Values(string text, string value) => Evaluating.Gives(text, value);

    [Theory]
    [InlineData("event.get(1)", "1:11 get needs a String but got Number.")]
    [InlineData("event.set(1, 2)", "1:11 set needs a String but got Number.")]
    [InlineData("[1].get('a')", "1:5 List has no method 'get'.")]
    public void Errors(string text, string error) => Evaluating.Fails(text, error);
}
