using System.Text;
using System.Text.Json;
using Jint;
using Jint.Native.Json;
using Notifications.Rules;
using Notifications.Rules.Expressions;
using Notifications.Rules.Filtering.Quick;

namespace Notifications.Tests.Benchmarks;

/// <summary>A filter as people write them, made ready for both evaluators.</summary>
public sealed class TypicalFilter
{
    private readonly Expression _expression;
    private readonly Prepared<Acornima.Ast.Script> _script;
    private readonly Value[] _variables = new Value[RuleVariables.Names.Count];
    private readonly QuickFilter _quick;
    private readonly PathReadings _paths = new(SampleEvent.Data);
    private readonly Engine _engine = new();
    private readonly string _name;

    private TypicalFilter(string name, string text)
    {
        _name = name;
        _expression = Expression.Compile(text, RuleVariables.Names).Expression
            ?? throw new ArgumentException($"'{text}' is no expression.", nameof(text));
        _quick = QuickFilter.Of(text)!;
        _script = Engine.PrepareScript(text);
        Array.Fill(_variables, Value.Of("Ada"));
        _variables[0] = Value.Of(SampleEvent.Data);
        _engine.SetValue("event", new JsonParser(_engine).Parse(SampleEvent.Text));
    }

    /// <summary>The four filters; none matches the sample, so that each is evaluated to its end.</summary>
    public static IEnumerable<TypicalFilter> All { get; } =
    [
        new("status changed", "event.changelog?.items.some(i => i.field == 'status' && i.toString == 'Closed') ?? false"),
        new("labels and priority", "event.issue.fields.labels.includes('kitchen') && event.changelog.items.some(i => i.field == 'priority')"),
        new("nested optional", "event.issue?.fields?.parent?.fields?.status?.name == 'Done'"),
        new("lower-case text", "event.issue.fields.summary.toLowerCase().includes('teapot')"),
    ];

    /// <summary>Evaluates it over an event that was read before.</summary>
    public bool Evaluate() => Evaluate(_paths);

    /// <summary>The same without the quick way.</summary>
    public bool EvaluateExpression() => _expression.EvaluateFilter(_variables).Value.IsTrue;

    /// <summary>The same by Jint, over the same event as its objects.</summary>
    public bool EvaluateByJint() => _engine.Evaluate(_script).AsBoolean();

    /// <summary>Reads the event, then evaluates.</summary>
    public bool ParseAndEvaluate()
    {
        using var data = JsonDocument.Parse(SampleEvent.Utf8);
        return Evaluate(new PathReadings(data.RootElement));
    }

    /// <summary>The same by Jint.</summary>
    public bool ParseAndEvaluateByJint()
    {
        _engine.SetValue("event", new JsonParser(_engine).Parse(Encoding.UTF8.GetString(SampleEvent.Utf8)));
        return EvaluateByJint();
    }

    private bool Evaluate(PathReadings paths) => _quick.TryEvaluate(paths, out var value, out _)
        ? value
        : throw new InvalidOperationException($"'{_expression.Text}' has no quick way.");

    /// <inheritdoc/>
    public override string ToString() => _name;
}
