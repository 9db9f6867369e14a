namespace Notifications.Rules.Expressions;

/// <summary><c>try { … } catch (e) { … }</c>: catches every error but that of a budget.</summary>
internal sealed class TryNode(Node body, int? slot, Node handler) : Node
{
    protected override Value Run(ref EvaluationState state)
    {
        ExpressionError caught;
        try
        {
            return body.Evaluate(ref state);
        }
        catch (ExpressionException failure) when (!failure.IsFinal)
        {
            caught = failure.Error;
        }
        catch (InvalidOperationException)
        {
            caught = Fail(Value.NotUnicode).Error;
        }

        state.Spend(this, ExpressionLimits.CaughtError);
        if (slot is { } variable)
            state.Set(variable, Value.Of(caught));
        return handler.Evaluate(ref state);
    }
}
