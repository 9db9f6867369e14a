namespace Notifications.Rules.Expressions;

/// <summary><c>throw 'why';</c>, or <c>throw e;</c> of what was caught.</summary>
internal sealed class ThrowNode(Node thrown) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        var value = thrown.Evaluate(ref state);
        switch (value.Kind)
        {
            case ValueKind.Error:
                throw new ExpressionException(value.Error.Message, value.Error.Line, value.Error.Column);
            case ValueKind.String:
                var message = state.Read(this, value);
                throw Fail(message.Length <= ExpressionLimits.Message ? message : message[..ExpressionLimits.Message] + "…");
            default:
                throw thrown.Fail($"throw needs a String or a caught error but got {value.Kind.Name()}.");
        }
    }
}
