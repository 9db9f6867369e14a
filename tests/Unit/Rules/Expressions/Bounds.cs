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

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("!", "true", "")]
    [InlineData("-", "1", "")]
    [InlineData("[", "1", "]")]
    [InlineData("{a:", "1", "}")]
    [InlineData("`${", "1", "}`")]
    [InlineData("true?", "1", ":1")]
    [InlineData("[1].map(i=>", "1", ")")]
    [InlineData("i=>", "1", "")]
    [InlineData("let f = ", "i=>i", "; f")]
    [InlineData("i=>{return ", "1", "}")]
    [InlineData("if(true){", "1", "}else{2}")]
    [InlineData("if(true){1}else{", "1", "}")]
    [InlineData("if(true)", "1", "")]
    [InlineData("{", "1", "}")]
    [InlineData("try{", "1", "}catch{2}")]
    [InlineData("try{1}catch{", "1", "}")]
    [InlineData("a=", "1", "")]
    [InlineData("a:", "1", "")]
    [InlineData("throw ", "1", "")]
    [InlineData("typeof ", "1", "")]
    [InlineData("Number(", "1", ")")]
    [InlineData("(x=>x)(", "1", ")")]
    [InlineData("", "(x=>x)", "(x=>x)")]
    [InlineData("JSON.stringify(", "1", ")")]
    [InlineData("new Date(", "1", ")")]
    [InlineData("[1].map(()=>{return ", "1", "})")]
    [InlineData("for(;;)", "1", "")]
    [InlineData("while(1)", "1", "")]
    [InlineData("do ", "1", " while(1);")]
    [InlineData("function f(){", "1", "}")]
    [InlineData("class A{a(){", "1", "}}")]
    [InlineData("async()=>", "1", "")]
    [InlineData("`${`", "1", "`}`")]
    [InlineData("[...", "[1]", "]")]
    [InlineData("a?.[", "1", "]")]
    [InlineData("switch(1){default:", "1", "}")]
    [InlineData("new ", "a", "")]
    [InlineData("", "event", ".a")]
    [InlineData("", "event", "?.a")]
    [InlineData("", "event", "[0]")]
    [InlineData("", "1", "+1")]
    [InlineData("", "null", "??1")]
    [InlineData("", "event", ".map(i=>i)")]
    [InlineData("1,", "1", "")]
    [InlineData("event.a(", "1", ")")]
    public void NestingHasAnEnd(string before, string core, string after)
    {
        var levels = (ExpressionLimits.Length - core.Length) / (before.Length + after.Length);
        var text = string.Concat(Enumerable.Repeat(before, levels)) + core + string.Concat(Enumerable.Repeat(after, levels));
        foreach (var stack in new[] { SmallStack, 16 * 1024 * 1024 })
        {
            var compilation = OnStack(stack, () => Expression.Compile(text, Evaluating.Variables));
            // Parentheses leave no level behind; everything else must have been refused.
            Assert.True(compilation.Errors.Count > 0 || before == "(");
        }
    }

    [Theory]
    [InlineData("[1].map(()=>", "1", ")", 110)]
    [InlineData("[2,1].sort(()=>", "1", ").length", 80)]
    [InlineData("'a'.replace(/a/, ()=>", "1", ")", 49)]
    [InlineData("[1].reduce(()=>", "1", ",0)", 110)]
    [InlineData("true&&!", "true", "", 120)]
    [InlineData("[", "event", "]", 240)]
    [InlineData("(x=>x)(", "1", ")", 120)]
    [InlineData("try{throw 'a'}catch{", "1", "}", 100)]
    [InlineData("if(true){", "1", "}else{2}", 110)]
    [InlineData("[1].flatMap(()=>{let x=1;return ", "1", "})", 25)]
    public void WhatIsAllowedFitsOnASmallStack(string before, string core, string after, int levels)
    {
        var text = string.Concat(Enumerable.Repeat(before, levels)) + core + string.Concat(Enumerable.Repeat(after, levels));
        var expression = Evaluating.Compile(text);
        Assert.Null(OnStack(SmallStack, () => expression.Evaluate(Evaluating.Values).Error));
        Assert.Null(OnStack(SmallStack, () => expression.Trace(Evaluating.Values, now: null).Evaluation.Error));
    }

    [Theory]
    [InlineData("let f = g => g(g); f(f)")]
    [InlineData("let f = (g, n) => [n].map(i => g(g, i)); f(f, 1)")]
    [InlineData("let f = (g, n) => [n, n].sort((a, b) => g(g, a)); f(f, 1)")]
    [InlineData("let f = (g, n) => 'a'.replace(/a/, x => g(g, x)); f(f, 1)")]
    [InlineData("let f = g => { try { return g(g) } catch { return g(g) } }; f(f)")]
    [InlineData("let f = (a, b, c, d, e, g, h, i, j, k, l, m) => a(a, b, c, d, e, g, h, i, j, k, l, m); f(f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)")]
    [InlineData("let f = g => [1].map(() => [2].map(() => [3].map(() => [4].map(() => [5].map(() => g(g)))))); f(f)")]
    public void FunctionsCallEachOtherOnlySoDeep(string text)
    {
        var expression = Evaluating.Compile(text);
        foreach (var stack in new[] { SmallStack, 16 * 1024 * 1024 })
        {
            var error = OnStack(stack, () => expression.Evaluate(Evaluating.Values).Error);
            Assert.EndsWith("Functions call each other more than 250 levels deep.", error?.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("event.list.reduce((all, i) => [all], [])")]
    [InlineData("event.list.reduce((all, i) => ({ a: all }), ({}))")]
    public void ValuesMayBeNestedAsDeepAsTheStepsAllow(string text)
    {
        var values = new[] { Heavy, Value.Of("Anna") };
        Assert.Null(OnStack(SmallStack, () => Evaluating.Compile(text).Evaluate(values).Error));
        Assert.Null(OnStack(SmallStack, () => Evaluating.Compile($"({text}) == null").Trace(values, now: null).Evaluation.Error));
        Assert.Equal(
            "The value is nested too deep for JSON.",
            OnStack(SmallStack, () => Evaluating.Compile($"JSON.stringify({text})").Evaluate(values).Error)?.Message);
        Assert.Null(OnStack(SmallStack, () => Evaluating.Compile($"[{text}].flatten().length").Evaluate(values).Error));
        Assert.Equal(
            "The String is not JSON.",
            OnStack(SmallStack, () => Evaluating.Compile("JSON.parse('['.repeat(50000))").Evaluate(values).Error)?.Message);
    }

    [Fact]
    public void ALevelMoreThanAllowedIsRefusedByName()
    {
        var refused = Expression.Compile(new string('!', ExpressionLimits.Depth) + "true", Evaluating.Variables);
        Assert.Equal(
            "1:251 The expression is nested more than 250 levels deep. Write it flatter or split the rule.",
            Assert.Single(refused.Errors).ToString());
        Assert.False(Evaluating.Evaluate(new string('!', ExpressionLimits.Depth - 1) + "true").Value.IsTrue);
    }

    [Fact]
    public void LongListsOfCasesAreNotDeep()
    {
        var text = string.Join(" || ", Enumerable.Range(0, 900).Select(i => $"{i}==9")) + " || true";
        Assert.True(Evaluating.Evaluate(text).Value.IsTrue);
    }

    [Fact]
    public void StepsAreCounted()
    {
        Assert.Equal(1, Evaluating.Evaluate("true").Steps);
        Assert.Equal(5, Evaluating.Evaluate("event.issue.key == 'DEMO-1'").Steps);
    }

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

    private const int SmallStack = 512 * 1024;

    private static T OnStack<T>(int size, Func<T> run)
    {
        T result = default!;
        var thread = new Thread(() => result = run(), size);
        thread.Start();
        thread.Join();
        return result;
    }

    private static readonly Value Heavy = Value.Of(JsonSerializer.SerializeToElement(new
    {
        list = Enumerable.Repeat("x", 1_000),
        text = new string('x', 100_000),
        wide = Enumerable.Range(0, 10_000).ToDictionary(i => $"p{i}", i => i),
    }));
}
