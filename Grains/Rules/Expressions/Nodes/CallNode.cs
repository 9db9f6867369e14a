namespace Notifications.Rules.Expressions;

/// <summary><c>receiver.method(…)</c> or <c>receiver?.method(…)</c>.</summary>
internal sealed class CallNode(Node receiver, Method method, Node[] arguments, bool optional) : Node
{
    /// <summary>The method's name, for messages.</summary>
    public string Name => method.Name;

    /// <summary>How many arguments there are.</summary>
    public int Count => arguments.Length;

    /// <summary>The value of an argument.</summary>
    public Value Argument(ref EvaluationState state, int index = 0) => arguments[index].Evaluate(ref state);

    /// <summary>The text of an argument, which must be a String.</summary>
    public string Text(ref EvaluationState state, int index)
    {
        var value = arguments[index].Evaluate(ref state);
        return value.Kind == ValueKind.String
            ? state.Read(arguments[index], value)
            : throw arguments[index].Fail($"{Name} needs a String but got {value.Kind.Name()}.");
    }

    /// <summary>The number of an argument, which must be whole; where it is not given, <paramref name="missing"/>.</summary>
    public int WholeNumber(ref EvaluationState state, int index, int missing = 0)
    {
        if (index >= arguments.Length)
            return missing;
        var value = arguments[index].Evaluate(ref state);
        if (value.Kind != ValueKind.Number)
            throw arguments[index].Fail($"{Name} needs a whole Number but got {value.Kind.Name()}.");
        return value.Number == Math.Floor(value.Number) && Math.Abs(value.Number) <= int.MaxValue
            ? (int)value.Number
            : throw arguments[index].Fail($"{Name} needs a whole Number but got {NumberText.Of(value.Number)}.");
    }

    /// <summary>The function that an argument is.</summary>
    public Callback Function(ref EvaluationState state, int index = 0)
    {
        if (IsLambda(index))
            return new Callback(this, (LambdaNode)arguments[index]);
        var value = arguments[index].Evaluate(ref state);
        return value.Kind == ValueKind.Function
            ? new Callback(this, value.Function)
            : throw arguments[index].Fail($"{Name} needs a function but got {value.Kind.Name()}.");
    }

    /// <summary>Whether an argument is an arrow function in place, which has no value of its own.</summary>
    public bool IsLambda(int index) => arguments[index] is LambdaNode;

    protected override Value Run(ref EvaluationState state)
    {
        var on = receiver.Evaluate(ref state);
        switch (on.Kind)
        {
            case ValueKind.Absent:
                return on;
            case ValueKind.Null:
                return optional
                    ? Value.Absent
                    : throw Fail($"Can't call '{method.Name}' on null. Use ?. where null may be.");
            case ValueKind.String when method.OnString is { } call:
                return call(ref state, this, on);
            case ValueKind.List when method.OnList is { } call:
                return call(ref state, this, on);
            case ValueKind.Map when method.OnMap is { } call:
                return call(ref state, this, on);
            case ValueKind.Date when method.OnDate is { } call:
                return call(ref state, this, on);
            case ValueKind.CalendarDate when method.OnCalendarDate is { } call:
                return call(ref state, this, on);
            default:
                throw Fail($"{on.Kind.Name()} has no method '{method.Name}'.");
        }
    }
}
