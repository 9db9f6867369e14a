namespace Notifications.Rules.Expressions;

/// <summary>Records what each part of an expression gave, up to a number of steps; literals say it themselves.</summary>
internal sealed class Trace(string text, int maxSteps)
{
    private const int MaxLength = 200;

    private readonly List<TracedStep> _steps = [];
    private ExpressionException? _recorded;

    public IReadOnlyList<TracedStep> Steps => _steps;

    public void Record(Node node, in Value value)
    {
        if (_steps.Count < maxSteps && node is not LiteralNode && value.Kind != ValueKind.Absent)
            _steps.Add(Step(node, JsonText.Describe(value, MaxLength), null));
    }

    /// <summary>Records a failure where it arose, and not again where it passes by.</summary>
    public void Record(Node node, ExpressionException failure)
    {
        if (_steps.Count < maxSteps && failure != _recorded)
            _steps.Add(Step(node, null, failure.Error));
        _recorded = failure;
    }

    private TracedStep Step(Node node, string? value, ExpressionError? error)
    {
        var (line, column, start, end) = node.Place;
        var whole = text.AsSpan(start, end - start);
        var shown = whole.Length <= MaxLength ? whole.ToString() : $"{whole[..MaxLength]}…";
        return new TracedStep(line, column, shown, value, error);
    }
}
