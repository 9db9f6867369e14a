using Notifications.Rules.Expressions;
using Notifications.Rules.Templates;
using Notifications.Tests.Unit.Rules.Expressions;

namespace Notifications.Tests.Unit.Rules.Templates;

public sealed class TextsWithHoles
{
    [Theory]
    [InlineData("", "")]
    [InlineData("no holes, $5, {x} and }", "no holes, $5, {x} and }")]
    [InlineData("${event.issue.key}", "DEMO-1")]
    [InlineData("${1}${true}${'a'}", "1truea")]
    [InlineData("${'}'} ${\"{\"} ${'it\\'s }'}", "} { it's }")]
    [InlineData("${({ a: { b: 'c' } })['a'].b}!", "c!")]
    [InlineData("${`${`}${1}`}`}", "}1")]
    public void FillHoles(string template, string text)
    {
        var rendered = Compile(template).Render(Evaluating.Values);
        Assert.Empty(rendered.Errors);
        Assert.Equal(text, rendered.Text);
    }

    [Theory]
    [InlineData("a ${event.x", "1:3 This ${ is not closed by }.")]
    [InlineData("a ${`${b}`", "1:3 This ${ is not closed by }.")]
    [InlineData("a\nb ${ event.a.find(1) }", "2:14 There is no method 'find'. Use filter(…)[0], with ?.[0] where nothing may be found.")]
    [InlineData("${}", "1:3 The expression is empty.")]
    [InlineData("${\n\n x}", "3:2 There is no 'x' here; there is only event, actor.")]
    public void AreRefusedWithThePlace(string template, string error) =>
        Assert.Equal(error, Assert.Single(TextTemplate.Compile(template, Evaluating.Variables).Errors).ToString());

    [Fact]
    public void LeaveFailedHolesEmpty()
    {
        var rendered = Compile("a ${event.x} b\n${event.issue.fields.assignee} c ${actor}").Render(Evaluating.Values);
        Assert.Equal("a  b\n c Anna", rendered.Text);
        Assert.Equal(
            ["1:11 Property 'x' is not there. Use ?. where it may be missing.", "2:22 Can't write null as text."],
            rendered.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void ShareOneBudget()
    {
        const string hole = "${event.list.every(a => event.list.every(b => b == b)) ? 'x' : 'y'}";
        var list = Value.Of(Enumerable.Repeat(Value.Of(1), 100).ToArray());
        Value[] values = [Value.Of(new Dictionary<string, Value>(StringComparer.Ordinal) { ["list"] = list }), Value.Of("")];
        var rendered = Compile(hole + hole + hole).Render(values);
        Assert.Equal("x", rendered.Text);
        Assert.Equal(
            [
                "The expression, with those before it, takes more than 50000 steps.",
                "The expressions before this one took all 50000 steps.",
            ],
            rendered.Errors.Select(error => error.Message));
    }

    [Theory]
    [InlineData("${'x'.repeat(500000).length}", "The expression, with those before it, makes more than 1048576 characters of text.")]
    [InlineData("${'x'.repeat(100000).split('').length}", "The expression, with those before it, makes more than 250000 items of lists and maps.")]
    [InlineData("${event.text}", "The expression, with those before it, makes more than 1048576 characters of text.")]
    public void ShareTheTextAndItemsThatTheyMake(string hole, string error)
    {
        Value[] values =
            [Value.Of(new Dictionary<string, Value>(StringComparer.Ordinal) { ["text"] = Value.Of(new string('x', 500_000)) }), Value.Of("")];
        var budget = new EvaluationBudget();
        Assert.Empty(Compile(hole).Render(values, budget: budget).Errors);
        Assert.Contains(error, Compile(hole + hole).Render(values, budget: budget).Errors.Select(e => e.Message));
        Assert.Empty(Compile(hole).Render(values).Errors);
    }

    [Fact]
    public void PayForHolesThatFail()
    {
        var rendered = Compile(string.Concat(Enumerable.Repeat("${event.x}", 250))).Render(Evaluating.Values);
        Assert.Equal(250, rendered.Errors.Count);
        Assert.Equal("The expressions before this one took all 50000 steps.", rendered.Errors[^1].Message);
    }

    [Fact]
    public void EndAtSixtyFourThousandCharacters()
    {
        var rendered = Compile("${event.text}${event.text}!").Render(
            [Value.Of(new Dictionary<string, Value>(StringComparer.Ordinal) { ["text"] = Value.Of(new string('x', 50_000)) }), Value.Of("")]);
        Assert.Equal(65_536, rendered.Text.Length);
    }

    [Theory]
    [InlineData("plain", 10, "plain")]
    [InlineData("0123456789", 10, "0123456789")]
    [InlineData("0123456789A", 10, "012345678…")]
    [InlineData("01234567😀9A", 10, "01234567…")]
    [InlineData("0123456😀9A", 10, "0123456😀…")]
    [InlineData("a\u0000b\u001bc\u0085d\u007f", 10, "abcd")]
    [InlineData("two\r\nlines\tof", 20, "two lines of")]
    [InlineData("user\u202Egpj.exe\u2066", 20, "usergpj.exe")]
    [InlineData(" padded ", 20, "padded")]
    [InlineData("👩‍💻", 20, "👩‍💻")]
    public void AreMadeFitForDisplay(string text, int length, string shown) => Assert.Equal(shown, DisplayText.Of(text, length));

    [Fact]
    public void HalfSurrogatePairsAreDropped() => Assert.Equal("ab", DisplayText.Of("a\ud800b\udc00", 10));

    private static TextTemplate Compile(string text)
    {
        var compilation = TextTemplate.Compile(text, Evaluating.Variables);
        Assert.Empty(compilation.Errors);
        return compilation.Template!;
    }
}
