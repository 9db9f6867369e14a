using Notifications.Rules.Expressions;

namespace Notifications.Tests.Unit.Rules.Expressions;

public sealed class Refused
{
    [Theory]
    [InlineData("event.x = 1", "1:1 Nothing can be assigned. To compare, write ==.")]
    [InlineData("true && event.n++ == 1", "1:9 ++ and -- are not part of the language; nothing can be changed. Write x + 1.")]
    [InlineData("this.event", "1:1 'this' is not part of the language. Use event.")]
    [InlineData("new Event()", "1:1 Only new Date() can be made. For a day, write new Date('2026-11-23').toCalendarDate().")]
    [InlineData("new Date(1, 2)", "1:1 new Date takes nothing, a String or a Number.")]
    [InlineData("function () { return true }", "1:1 Functions are not part of the language. Write an arrow function: i => i.field == 'status'.")]
    [InlineData("() => true", "1:1 An arrow function stands only as the argument of some, every, filter or map.")]
    [InlineData("Math.max(1, 2)", "1:6 There is no method 'max'. Use one of every, filter, includes, map, minusDays, minusHours, minusMinutes, minusMonths, plusDays, plusHours, plusMinutes, plusMonths, some, toCalendarDate, toISOString, toLowerCase, toString, toUpperCase.")]
    [InlineData("Math.PI", "1:1 There is no 'Math' here; there is only event, actor.")]
    [InlineData("event.x == undefined", "1:12 'undefined' is not part of the language. Use null, and ?. where a property may be missing.")]
    [InlineData("String(event.x)", "1:1 'String(…)' is not part of the language. Write a template: `${value}`.")]
    [InlineData("alert('x')", "1:1 There is no function 'alert'. Only methods of a String or List can be called.")]
    [InlineData("event['includes']('x')", "1:1 Only methods can be called, by their name: event.labels.includes('x').")]
    [InlineData("event.key\n  .startsWith('A')", "2:4 There is no method 'startsWith'. Use includes, or compare with ==.")]
    [InlineData("event.items.find(i => true)", "1:13 There is no method 'find'. Use filter(…)[0], with ?.[0] where nothing may be found.")]
    [InlineData("event.constructor.constructor('x')()", "1:1 Only methods can be called, by their name: event.labels.includes('x').")]
    [InlineData("event.items.some?.(i => true)", "1:13 '?.(' is not part of the language. Write ?.some(…) instead.")]
    [InlineData("event.items.some()", "1:13 some takes one argument but got 0.")]
    [InlineData("event.key.toLowerCase(1)", "1:11 toLowerCase takes nothing: write toLowerCase().")]
    [InlineData("event.items.some(true)", "1:18 some needs an arrow function of one parameter, such as some(i => i.field == 'status').")]
    [InlineData("event.items.some((a, b) => true)", "1:18 some needs an arrow function of one parameter, such as some(i => i.field == 'status').")]
    [InlineData("event.items.some(({ a }) => a)", "1:18 some needs an arrow function of one parameter, such as some(i => i.field == 'status').")]
    [InlineData("event.items.some(i => { return true })", "1:18 some needs an arrow function of one parameter, such as some(i => i.field == 'status').")]
    [InlineData("event.items.includes(i => i)", "1:22 An arrow function stands only as the argument of some, every, filter or map.")]
    [InlineData("[...event.items]", "1:2 '...' is not part of the language. Write the items one by one.")]
    [InlineData("[1,,2]", "1:1 A list may not have holes. Write null.")]
    [InlineData("({ [event.x]: 1 })", "1:4 A map holds members of the form name: value.")]
    [InlineData("({ get a() { return 1 } })", "1:4 A map holds members of the form name: value.")]
    [InlineData("/a+/", "1:1 Regular expressions are not available yet. Use includes.")]
    [InlineData("1n", "1:1 Numbers such as 1n are not part of the language. Write 1 instead.")]
    [InlineData("event & 1", "1:1 & is not part of the language. Use &&.")]
    [InlineData("'a' in event", "1:1 'in' is not part of the language. Use includes, or ?. and != null.")]
    [InlineData("typeof event", "1:1 'typeof' is not available yet. Types are strict; use ?. and ?? where a value may be missing.")]
    [InlineData("(1, 2)", "1:2 The comma operator is not part of the language. Use && or ||.")]
    [InlineData("import('x')", "1:1 Nothing can be imported. Use event.")]
    [InlineData("i", "1:1 There is no 'i' here; there is only event, actor.")]
    [InlineData("[1].some(i => true) && i", "1:24 There is no 'i' here; there is only event, actor.")]
    [InlineData("event.key ==", "1:13 Unexpected end of input.")]
    [InlineData("event.key;", "1:10 Unexpected token ';'.")]
    [InlineData("let x = 1", "1:1 Unexpected strict mode reserved word.")]
    [InlineData("true\n&& (false", "2:10 Unexpected end of input.")]
    [InlineData(" ", "1:1 The expression is empty.")]
    public void WhenCompiled(string text, string error)
    {
        var compilation = Expression.Compile(text, Evaluating.Variables);
        Assert.Null(compilation.Expression);
        Assert.Equal(error, compilation.Errors[0].ToString());
    }

    [Fact]
    public void AllAtOnce()
    {
        var compilation = Expression.Compile("console.x && event.a.startsWith('b')\n|| this", Evaluating.Variables);
        Assert.Equal([(1, 1), (1, 22), (2, 4)], compilation.Errors.Select(e => (e.Line, e.Column)).Order());
    }
}
