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
        foreach (var stack in new[] { 512 * 1024, 16 * 1024 * 1024 })
        {
            ExpressionCompilation? compilation = null;
            var thread = new Thread(() => compilation = Expression.Compile(text, Evaluating.Variables), stack);
            thread.Start();
            thread.Join();
            // Parentheses leave no level behind; everything else must have been refused.
            Assert.True(compilation!.Errors.Count > 0 || before == "(");
        }
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
    public void TextEndsAtAMillionCharacters(string text)
    {
        var evaluation = Evaluating.Compile(text).Evaluate([Heavy, Value.Of("Anna")]);
        Assert.Equal("The expression makes more than 1048576 characters of text.", evaluation.Error?.Message);
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
            "super", "in ", "typeof ", "delete ", "@", "\u2028", "toString", "__proto__", "length", "[0]", ".a",
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

    private static readonly Value Heavy = Value.Of(JsonSerializer.SerializeToElement(new
    {
        list = Enumerable.Repeat("x", 1_000),
        text = new string('x', 100_000),
        wide = Enumerable.Range(0, 10_000).ToDictionary(i => $"p{i}", i => i),
    }));
}
