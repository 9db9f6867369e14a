namespace Notifications.Rules.Expressions;

/// <summary>The function that a method was given: an arrow function in place, or the value of something else.</summary>
internal readonly struct Callback
{
    private readonly CallNode _call;
    private readonly LambdaNode? _lambda;
    private readonly Function? _function;

    public Callback(CallNode call, LambdaNode lambda)
    {
        _call = call;
        _lambda = lambda;
    }

    public Callback(CallNode call, Function function)
    {
        _call = call;
        _function = function;
    }

    /// <summary>What it gives for an item.</summary>
    public Value Apply(ref EvaluationState state, in Value item, int index) =>
        _lambda is null ? Apply(ref state, [item, Value.Of(index)]) : _lambda.Apply(ref state, item, index);

    /// <summary>What it gives for these values; it may have less parameters.</summary>
    public Value Apply(ref EvaluationState state, scoped ReadOnlySpan<Value> values)
    {
        var parameters = _lambda?.Parameters ?? _function!.Parameters;
        if (parameters > values.Length)
            throw _call.Fail($"{_call.Name} gives its function {values.Length} values, but it takes {parameters}.");
        return _lambda is null ? _function!.Call(ref state, _call, values) : _lambda.Apply(ref state, values);
    }

    /// <summary>Whether it says true of an item.</summary>
    public bool Holds(ref EvaluationState state, in Value item, int index)
    {
        var value = Apply(ref state, item, index);
        return value.Kind == ValueKind.Boolean
            ? value.IsTrue
            : throw Blamed.Fail($"The function given to {_call.Name} must give a Boolean but gave {value.Kind.Name()}.");
    }

    /// <summary>How it orders two items.</summary>
    public double Compare(ref EvaluationState state, in Value left, in Value right)
    {
        var value = Apply(ref state, [left, right]);
        return value.Kind == ValueKind.Number && !double.IsNaN(value.Number)
            ? value.Number
            : throw Blamed.Fail($"The function given to {_call.Name} must give a Number but gave {ValueText.Of(value) ?? value.Kind.Name()}.");
    }

    private Node Blamed => _lambda?.Body ?? _call;
}
