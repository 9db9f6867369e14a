using System.Text.Json;
using Notifications.Rules.Expressions;

namespace Notifications.Tests.Unit.Rules.Expressions;

/// <summary>Compiles and evaluates expressions over an event of our own making.</summary>
internal static class Evaluating
{
    public const string Sample = """
        {
          "eventType": "avi:jira:updated:issue",
          "issue": {
            "key": "DEMO-1",
            "fields": {
              "summary": "Tea \"kettle\" is cold",
              "status": { "name": "Done" },
              "priority": { "name": "High", "rank": 2 },
              "labels": ["tea", "kitchen"],
              "assignee": null,
              "resolution": "Done",
              "parts": []
            }
          },
          "changelog": { "items": [
            { "field": "status", "toString": "Done", "count": 3 },
            { "field": "labels", "toString": "tea", "count": 5 } ] },
          "grid": [[1, 2], [3, 4]],
          "broken": "\ud800",
          "escaped": "\u0044one",
          "odd key": true
        }
        """;

    public static readonly string[] Variables = ["event", "actor"];

    public static readonly JsonElement Event = JsonElement.Parse(Sample);

    public static Value[] Values => [Value.Of(Event), Value.Of("Anna")];

    public static Expression Compile(string text)
    {
        var compilation = Expression.Compile(text, Variables);
        Assert.Empty(compilation.Errors);
        return compilation.Expression!;
    }

    public static Evaluation Evaluate(string text) => Compile(text).Evaluate(Values);

    /// <summary>Writes a value as the tables of the tests do.</summary>
    public static string Show(Value value) => value.Kind switch
    {
        ValueKind.Null => "null",
        ValueKind.String => $"'{value.Text}'",
        ValueKind.List => $"[{string.Join(", ", Items(value).Select(Show))}]",
        ValueKind.Map => "{…}",
        _ => ValueText.Of(value)!,
    };

    private static List<Value> Items(Value list)
    {
        var found = new List<Value>();
        var items = list.Items();
        while (items.MoveNext())
            found.Add(items.Current);
        return found;
    }
}
