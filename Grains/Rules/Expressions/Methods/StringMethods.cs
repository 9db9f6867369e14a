namespace Notifications.Rules.Expressions;

internal static class StringMethods
{
    private const int ComparisonsPerStep = 1 << 16;

    public static Value Includes(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var part = call.Argument(ref state);
        if (part.Kind != ValueKind.String)
            throw call.Fail($"includes of a String needs a String but got {part.Kind.Name()}.");

        // In the worst case every place of the one is compared with the whole of the other.
        state.Spend(call, (int)Math.Min((long)receiver.TextSize * part.TextSize / ComparisonsPerStep, int.MaxValue));
        return Value.Of(state.Read(call, receiver).Contains(state.Read(call, part), StringComparison.Ordinal));
    }

    public static Value ToLowerCase(ref EvaluationState state, CallNode call, in Value receiver)
    {
        state.Produce(call, receiver.TextSize);
        return Value.Of(receiver.Text.ToLowerInvariant());
    }

    public static Value ToUpperCase(ref EvaluationState state, CallNode call, in Value receiver)
    {
        state.Produce(call, receiver.TextSize);
        return Value.Of(receiver.Text.ToUpperInvariant());
    }
}
