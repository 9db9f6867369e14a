using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Notifications.Rules.Expressions;

namespace Notifications.Tests.Unit.Rules.Expressions;

public sealed class Bounds
{
    [Fact]
    public void TenThousandCharactersAreRead()
    {
        var longest = "true" + new string(' ', ExpressionLimits.Length - 4);
        Assert.True(Evaluating.Evaluate(longest).Value.IsTrue);
        Assert.Equal(
            "1:1 The expression has 10001 characters; at most 10000 are allowed.",
            Assert.Single(Expression.Compile(longest + " ", Evaluating.Variables).Errors).ToString());
    }

    [Fact]
    public void StepsAreCounted()
    {
        Assert.Equal(1, Evaluating.Evaluate("true").Steps);
        Assert.Equal(5, Evaluating.Evaluate("event.issue.key == 'DEMO-1'").Steps);
    }

    [Theory]
    [InlineData("'x'.repeat(512000)")]
    [InlineData("'x'.padStart(512000)")]
    public void FillingTakesStepsForItsLength(string text) => Assert.InRange(Evaluating.Evaluate(text).Steps, 2_000, 2_010);

    [Theory]
    [InlineData("event.list.every(a => event.list.every(b => true))")]
    [InlineData("event.list.every(a => event.list.includes('y') == false)")]
    [InlineData("event.list.every(a => event.text.includes('y') == false)")]
    [InlineData("event.list.every(a => event.text == event.text)")]
    [InlineData("event.list.every(a => event.wide?.absent == null)")]
    [InlineData("event.list.every(a => event.list[999] == event.list[999] && event.list[998] == event.list[998])")]
    [InlineData("event.text.includes(event.text)")]
    [InlineData("event.text.indexOf(event.text) == 0")]
    [InlineData("event.text.split(event.text).length == 0")]
    [InlineData("event.text.replace(event.text, '') == ''")]
    [InlineData("event.list.every(a => event.text.slice(0, 1) == 'x')")]
    [InlineData("event.list.every(a => event.text.match(/y/) == null)")]
    [InlineData("event.text.match(/((x{20}){20})*y/) == null")]
    [InlineData("event.list.every(a => event.list.slice(999).length == 1 && event.list.every(b => true))")]
    [InlineData("event.list.concat(event.list).concat(event.list).concat(event.list).sort((a, b) => a == b ? 0 : 1).length == 1")]
    [InlineData("event.list.every(a => { try { return event.nothing } catch { return true } })")]
    [InlineData("event.list.every(a => { try { throw 'a' } catch (e) { return true } })")]
    [InlineData("let f = (g, n) => n == 0 ? 0 : g(g, n - 1) + g(g, n - 1); f(f, 24) == 0")]
    [InlineData("let f = () => { try { return event.list.every(a => event.list.every(b => true)) } catch { return false } }; f()")]
    public void WorkEndsAfterFiftyThousandSteps(string text)
    {
        var evaluation = Evaluating.Compile(text).Evaluate([Heavy, Value.Of("Anna")]);
        Assert.EndsWith("The expression takes more than 50000 steps.", evaluation.Error?.Message, StringComparison.Ordinal);
        Assert.Equal(ExpressionLimits.Steps, evaluation.Steps);
    }

    [Theory]
    [InlineData("event.list.map(a => event.text.toUpperCase())")]
    [InlineData("event.list.map(a => `${event.text}${event.text}`)")]
    [InlineData("event.list.map(a => event.text + event.text)")]
    [InlineData("event.list.reduce((all, a) => all + all, 'x')")]
    [InlineData("event.list.reduce((all, a) => `${all}${all}`, 'x')")]
    [InlineData("event.list.reduce((all, a) => all.repeat(2), 'x')")]
    [InlineData("event.list.reduce((all, a) => all.replace(/^/, all), 'x')")]
    [InlineData("event.list.reduce((all, a) => all.replace(/x+/g, '$&$&'), 'x')")]
    [InlineData("event.list.reduce((all, a) => all.replace('x', `$'$&$&$'`), 'x')")]
    [InlineData("event.list.reduce((all, a) => [all, all].join(), 'x')")]
    [InlineData("event.list.reduce((all, a) => JSON.stringify([all, all]), 'x')")]
    [InlineData("event.list.reduce((all, a) => all.padEnd(all.length * 2), 'x')")]
    [InlineData("'x'.repeat(2000000000)")]
    [InlineData("'x'.padStart(2000000000)")]
    [InlineData("[1, 2, 3].join('x'.repeat(900000))")]
    [InlineData("JSON.parse('[' + '1,'.repeat(200000) + '1]')")]
    [InlineData("let text = 'x'.repeat(500000); event.list.map(a => text.trim())")]
    [InlineData("event.list.map(a => event.text.slice(1))")]
    [InlineData("event.list.map(a => event.text.match(/x+/g))")]
    [InlineData("event.list.map(a => event.text.split('y'))")]
    [InlineData("let big = event.list.reduce((all, a) => [all, all], 'x'.repeat(100)); JSON.stringify(big)", "The value is nested too deep for JSON.")]
    [InlineData("let big = [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24].reduce((all, a) => [all, all], 'x'); JSON.stringify(big)")]
    [InlineData("try { event.list.map(a => event.text + event.text) } catch { 1 }")]
    public void TextEndsAtAMillionCharacters(
        string text, string error = "The expression makes more than 1048576 characters of text.")
    {
        var evaluation = Evaluating.Compile(text).Evaluate([Heavy, Value.Of("Anna")]);
        Assert.Equal(error, evaluation.Error?.Message);
    }

    [Theory]
    [InlineData("event.list.reduce((all, a) => all.concat(all), [1])")]
    [InlineData("event.list.reduce((all, a) => [all, all].flatten(), [1])")]
    [InlineData("event.list.reduce((all, a) => [1, 2].flatMap(i => all), [1])")]
    [InlineData("event.list.map(a => event.list.slice(0))")]
    [InlineData("event.list.map(a => event.wide.entries())")]
    [InlineData("event.list.map(a => event.wide.set('a', 1))")]
    [InlineData("event.list.reduce((all, a) => all.set(a, all), event.wide)")]
    [InlineData("'x'.repeat(300000).split('')")]
    [InlineData("'x'.repeat(300000).split('x')")]
    [InlineData("'xy'.repeat(100000).matchAll(/x/g)")]
    [InlineData("event.list.reduce((all, a) => all.replace(/x/g, '$&$&'), 'x')")]
    [InlineData("let l = event.list.map(a => a); l.map(a => l.concat(l)).length")]
    [InlineData("try { event.list.map(a => event.list.slice(0)) } catch { 1 }")]
    public void ListsEndAtAQuarterOfAMillionItems(string text)
    {
        var evaluation = Evaluating.Compile(text).Evaluate([Heavy, Value.Of("Anna")]);
        Assert.Equal("The expression makes more than 250000 items of lists and maps.", evaluation.Error?.Message);
    }

    [Theory]
    [InlineData("event.text.match(/(x+x+)+y/) == null")]
    [InlineData("event.text.slice(0, 5000).match(/(x|xx)*(x|xx)*z/) == null")]
    [InlineData("event.text.slice(0, 5000).matchAll(/x(.*y)?/g).length > 0")]
    [InlineData("event.text.slice(0, 10000).match(/((x{20}){20})*y/) == null")]
    [InlineData("event.text.slice(0, 20000).matchAll(/x(.*(x{20}){10}y)?/g).length > 0")]
    [InlineData("event.text.slice(0, 5000).replace(/(x?){9}(x{20}){20}/g, '').length >= 0")]
    public void NoPatternTakesLong(string text)
    {
        var expression = Evaluating.Compile(text);
        var started = Stopwatch.GetTimestamp();
        expression.Evaluate([Heavy, Value.Of("Anna")]);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("event.text.slice(0, 30000).replace(/x/g, '-').length")]
    [InlineData("'a b '.repeat(8000).replace(/ +/g, '-').length")]
    [InlineData("'<p>text</p>'.repeat(200).replace(/<[^>]+>/g, '').length")]
    [InlineData("'name: value\\n'.repeat(300).matchAll(/^(\\w+): (.*)$/gm).length")]
    public void WhatRulesDoIsWithinTheBounds(string text)
    {
        var evaluation = Evaluating.Compile(text).Evaluate([Heavy, Value.Of("Anna")]);
        Assert.Null(evaluation.Error);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NoTextMakesItThrow(int seed)
    {
        string[] words =
        [
            "event", "event.", "?.", ".issue", ".fields", "actor", "(", ")", "[", "]", "{", "}", "`", "${", "'", "\"", "=>",
            "i", "some(", "map(i => ", "includes(", "&&", "||", "!", "??", "?", ":", "==", "<", "+", "-", "*", "/", "%", "1",
            "'a'", "null", "true", ",", ";", "\n", "\\", "\\u{", "\0", "\ud800", "é", "this", "new ", "async ", "await ",
            "yield", "class ", "function", "import", "let ", "=", "...", "#x", "/a/g", "0x", "1n", "08", "<!--", "//", "/*",
            "super", "in ", "typeof ", "delete ", "const x = ", "x", "; x", "return ", "if (true) ", "else ", "{ 1 }", "throw ",
            "try { ", "} catch (e) { ", "}", "/(a+)/g", ".match(", ".replace(/a/, ", "() => ", "(a, b) => ", "new Date(0)", "new Map()",
            ".set('a', ", ".reduce(", "JSON.parse(", "Number(", "@", "\u2028", "toString", "__proto__", "length", "[0]", ".a",
        ];
#pragma warning disable CA5394 // A fixed seed is the point: the same texts each time.
        var random = new Random(seed);
        var compiled = 0;
        for (var run = 0; run < 20_000; run++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(1, 14); length > 0; length--)
                text.Append(words[random.Next(words.Length)]);
#pragma warning restore CA5394
            var compilation = Expression.Compile(text.ToString(), Evaluating.Variables);
            Assert.NotEqual(compilation.Expression is null, compilation.Errors.Count == 0);
            Assert.All(compilation.Errors, error => Assert.True(error.Line > 0 && error.Column > 0));
            if (compilation.Expression is null)
                continue;

            compiled++;
            var evaluation = compilation.Expression.Evaluate(Evaluating.Values);
            Assert.InRange(evaluation.Steps, 1, ExpressionLimits.Steps);
        }

        Assert.True(compiled > 50, $"Only {compiled} texts were expressions: the words are badly chosen.");
    }

    internal static readonly Value Heavy = Value.Of(JsonSerializer.SerializeToElement(new
    {
        list = Enumerable.Repeat("x", 1_000),
        text = new string('x', 100_000),
        wide = Enumerable.Range(0, 10_000).ToDictionary(i => $"p{i}", i => i),
    }));
}
