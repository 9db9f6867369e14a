namespace Notifications.Rules.Expressions;

/// <summary><c>receiver.method(…)</c> or <c>receiver?.method(…)</c>.</summary>
internal sealed class CallNode(Node receiver, Method method, Node? argument, bool optional) : Node
{
    /// <summary>The method's name, for messages.</summary>
    public string Name => method.Name;

    /// <summary>The argument's value, where the method takes one.</summary>
    public Value Argument(ref EvaluationState state) => argument!.Evaluate(ref state);

    /// <summary>The arrow function, where the method takes one.</summary>
    public LambdaNode Lambda => (LambdaNode)argument!;

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
            case ValueKind.Date when method.OnDate is { } call:
                return call(ref state, this, on);
            case ValueKind.CalendarDate when method.OnCalendarDate is { } call:
                return call(ref state, this, on);
            default:
                throw Fail($"{on.Kind.Name()} has no method '{method.Name}'.");
        }
    }
}
