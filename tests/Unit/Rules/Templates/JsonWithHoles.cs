using System.Text.Json;
using Notifications.Rules.Expressions;
using Notifications.Rules.Templates;
using Notifications.Tests.Unit.Rules.Expressions;

namespace Notifications.Tests.Unit.Rules.Templates;

public sealed class JsonWithHoles
{
    private readonly List<ExpressionError> _errors = [];
    private readonly EvaluationBudget _budget = new();

    [Theory]
    [InlineData(10, "[\"DEMO-1\"]")]
    [InlineData(9, null)]
    public void HasAtMostItsLength(int length, string? json) => Assert.Equal(json, Render(List("${event.issue.key}"), length));

    [Fact]
    public void IsCountedInCharacters() => Assert.Equal("[\"…………\"]", Render(List("…………"), 8));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EndsWhereItIsTooLong(bool isMap)
    {
        string[] texts = [.. Enumerable.Repeat("${'x'.repeat(1000)}", 100)];
        JsonTemplate template = isMap
            ? new JsonTemplate.OfMap([.. texts.Select((text, index) => ($"{index}", Text(text)))])
            : List(texts);
        Assert.Null(Render(template, 1_000));
        Assert.Empty(_errors);
        // Each of the strings makes its text and writes it: four of them are more than three bytes for each character.
        Assert.InRange(_budget.Spent.Text, 2_000, 8_000);
    }

    [Fact]
    public void SharesOneBudget()
    {
        var all = Render(List("${'x'.repeat(600000).length}", "${'x'.repeat(600000).length}", "${event.issue.key}"), 100);
        Assert.Equal("""["600000","","DEMO-1"]""", all);
        Assert.Equal(
            "The expression, with those before it, makes more than 1048576 characters of text.", Assert.Single(_errors).Message);
    }

    private static JsonTemplate.OfList List(params string[] texts) => new([.. texts.Select(Text)]);

    private static JsonTemplate Text(string text) =>
        new JsonTemplate.OfText(TextTemplate.Compile(text, Evaluating.Variables).Template!);

    private string? Render(JsonTemplate template, int length)
    {
        var json = template.Render(Evaluating.Values, null, _errors, _budget, length);
        if (json is not null)
            Assert.Equal(JsonValueKind.Array, JsonElement.Parse(json).ValueKind);
        return json;
    }
}
