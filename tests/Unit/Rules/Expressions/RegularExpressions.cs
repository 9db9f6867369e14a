using Notifications.Rules.Expressions;

namespace Notifications.Tests.Unit.Rules.Expressions;

public sealed class RegularExpressions
{
    [Theory]
    [InlineData("'DEMO-12'.match(/([A-Z]+)-(\\d+)/)", "['DEMO-12', 'DEMO', '12']")]
    [InlineData("'DEMO-12'.match(/(?<project>[A-Z]+)-(\\d+)/)", "['DEMO-12', 'DEMO', '12']")]
    [InlineData("'abc'.match(/x/)", "null")]
    [InlineData("'abc'.match(/(x)?b/)", "['b', null]")]
    [InlineData("'a1b22'.match(/\\d+/g)", "['1', '22']")]
    [InlineData("'a1b22'.matchAll(/([a-z])(\\d+)/g)", "[['a1', 'a', '1'], ['b22', 'b', '22']]")]
    [InlineData("'abc'.matchAll(/x/g)", "[]")]
    [InlineData("'ab'.match(/x*/g)", "['', '', '']")]
    [InlineData("'aaa'.replace(/a/, 'b')", "'baa'")]
    [InlineData("'aaa'.replace(/a/g, 'b')", "'bbb'")]
    [InlineData("'aaa'.replace('a', 'b')", "'baa'")]
    [InlineData("'abc'.replace('x', 'b')", "'abc'")]
    [InlineData("'Anna Ben'.replace(/(\\w+) (\\w+)/, '$2, $1')", "'Ben, Anna'")]
    [InlineData("'Anna Ben'.replace(/(?<a>\\w+) (?<b>\\w+)/, '$<b> $<a> $<c>')", "'Ben Anna '")]
    [InlineData("'abc'.replace(/b/, \"[$&|$`|$'|$$|$1|$]\")", "'a[b|a|c|$|$1|$]c'")]
    [InlineData("'a-b-c'.replace(/-(.)/g, (all, c) => c.toUpperCase())", "'aBC'")]
    [InlineData("'abc'.replace('b', found => found + 1)", "'ab1c'")]
    [InlineData("let up = s => s.toUpperCase(); 'abc'.replace(/[ac]/g, up)", "'AbC'")]
    [InlineData("'Tea'.match(/tea/i)[0]", "'Tea'")]
    [InlineData("'a\\nb'.match(/^b$/m)[0]", "'b'")]
    [InlineData("'a\\n'.match(/a$/)", "null")]
    [InlineData("'a\\nb'.match(/a.b/)", "null")]
    [InlineData("'a\\nb'.match(/a.b/s)[0].length", "3")]
    [InlineData("'٣'.match(/\\d/)", "null")]
    [InlineData("'é'.match(/\\w/)", "null")]
    [InlineData("'é'.match(/\\p{L}/u)[0]", "'é'")]
    [InlineData("'\u00a0\ufeff'.match(/\\s+/)[0].length", "2")]
    [InlineData("'a-]^\\\\'.match(/[\\]\\-^\\\\]+/)[0]", "'-]^\\'")]
    [InlineData("'x-y'.match(/[\\w-]+/)[0]", "'x-y'")]
    [InlineData("'a[b'.match(/[a-z-[]+/)[0]", "'a[b'")]
    [InlineData("'any\\nthing'.match(/[\\s\\S]+/)[0].length", "9")]
    [InlineData("'abc'.match(/[^]+/)[0]", "'abc'")]
    [InlineData("'abc'.match(/[]/)", "null")]
    [InlineData("'aaaa'.match(/a{2,3}?/)[0]", "'aa'")]
    [InlineData("'a{b}'.match(/{b}/)[0]", "'{b}'")]
    [InlineData("'A\\u0001'.match(/\\x41\\u0001/)[0].length", "2")]
    [InlineData("'a#b c'.match(/#b c/)[0]", "'#b c'")]
    [InlineData("let r = /a|b/g; ['ab', 'cb'].map(t => t.match(r).length)", "[2, 1]")]
    public void Match(string text, string value) => Evaluating.Gives(text, value);

    [Theory]
    [InlineData("'a'.match('a')", "1:5 match needs a regular expression such as /a+/ but got String.")]
    [InlineData("'a'.matchAll(1)", "1:5 matchAll needs a regular expression such as /a+/ but got Number.")]
    [InlineData("'a'.replace(1, 'b')", "1:5 replace needs a regular expression or a String but got Number.")]
    [InlineData("'a'.replace('a', 1)", "1:5 replace needs a String or a function to replace by but got Number.")]
    [InlineData("'a'.replace(/a/, () => null)", "1:5 Can't write null as text.")]
    [InlineData("'a'.replace(/a/, (a, b) => a)", "1:5 replace gives its function 1 values, but it takes 2.")]
    [InlineData("/a/ == /a/", "1:1 Can't compare Regex to Regex.")]
    public void Fail(string text, string error) => Evaluating.Fails(text, error);

    [Theory]
    [InlineData("/(?=a)/", "1:1 Looking ahead or behind is not part of the language. Match more, and use a group for what you need.")]
    [InlineData("true && 'a'.match(/(?<!a)b/) == null", "1:19 Looking ahead or behind is not part of the language. Match more, and use a group for what you need.")]
    [InlineData("/(a)\\1/", "1:1 Referring back to a group is not part of the language. Compare the groups that match gives.")]
    [InlineData("/(?<n>a)\\k<n>/", "1:1 Referring back to a group is not part of the language. Compare the groups that match gives.")]
    [InlineData("/a/y", "1:1 The flag 'y' is not part of the language. Use g, i, m, s or u.")]
    [InlineData("/\\p{L}/", "1:1 \\p needs the flag u and a category of one or two letters, such as \\p{L} or \\p{Lu}.")]
    [InlineData("/\\p{Script=Greek}/u", "1:1 \\p needs the flag u and a category of one or two letters, such as \\p{L} or \\p{Lu}.")]
    [InlineData("/(a{100}){100}/", "1:1 The regular expression is too large: written out it has more than 1000 parts. Repeat less.")]
    [InlineData("/a{99999999999}/", "1:1 The regular expression is too large: written out it has more than 1000 parts. Repeat less.")]
    public void AreRefused(string text, string error)
    {
        var compilation = Expression.Compile(text, Evaluating.Variables);
        Assert.Null(compilation.Expression);
        Assert.Equal(error, compilation.Errors[0].ToString());
    }

    [Theory]
    [InlineData("/(/")]
    [InlineData("/[b-a]/")]
    [InlineData("/a**/")]
    [InlineData("/a{2,1}/")]
    [InlineData("/(?<n>a/")]
    [InlineData("/(?<n>a)(?<n>b)/")]
    [InlineData("/\\u{110000}/u")]
    [InlineData("/\\u{1F600}/u")]
    [InlineData("/[\\u{1F600}]/u")]
    [InlineData("/[😀]/u")]
    [InlineData("/\\p{Nope}/u")]
    [InlineData("/\\p{Zz}/u")]
    [InlineData("/a/gg")]
    [InlineData("/a/v")]
    [InlineData("/\\8/")]
    [InlineData("/\\x1/")]
    [InlineData("/\\u12/")]
    [InlineData("/\\q/")]
    [InlineData("/[\\q]/")]
    [InlineData("/(?i:a)/")]
    public void WhatIsWrongIsRefused(string text)
    {
        var compilation = Expression.Compile(text, Evaluating.Variables);
        Assert.Null(compilation.Expression);
        Assert.NotEmpty(compilation.Errors);
    }

    [Fact]
    public void NoPatternMakesItThrow()
    {
        string[] words = ["a", "[", "]", "(", ")", "(?:", "(?<n>", "*", "+", "?", "{2}", "{1,", "}", "\\", "d", "u", "{", "x4", "|", "^", "$", "-", ".", "p{L}", "😀", "\ud83d", "é", "\\b", "\\0", "\\c", " ", "#"];
#pragma warning disable CA5394 // A fixed seed is the point: the same texts each time.
        var random = new Random(1);
        var compiled = 0;
        for (var run = 0; run < 5_000; run++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => words[random.Next(words.Length)]));
            var text = $"'aé-b 4'.replace(/{pattern}/{(run % 2 == 0 ? "gu" : "i")}, '$1')";
#pragma warning restore CA5394
            if (Expression.Compile(text, Evaluating.Variables).Expression is not { } expression)
                continue;
            compiled++;
            Assert.Null(expression.Evaluate(Evaluating.Values).Error);
        }

        Assert.True(compiled > 500, $"Only {compiled} patterns were compiled: the words are badly chosen.");
    }

    [Fact]
    public void AreBoundedInNumber()
    {
        var text = string.Join(" || ", Enumerable.Repeat("event.x.match(/a/) == null", ExpressionLimits.Patterns + 1));
        var error = Assert.Single(Expression.Compile(text, Evaluating.Variables).Errors);
        Assert.StartsWith("An expression has at most 50 regular expressions.", error.Message, StringComparison.Ordinal);
    }
}
