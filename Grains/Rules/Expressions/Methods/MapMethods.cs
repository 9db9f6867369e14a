namespace Notifications.Rules.Expressions;

/// <summary>The methods of maps.</summary>
internal static class MapMethods
{
    public static readonly Method[] Own =
    [
        new("get", 1, 1) { OnMap = Get },
        new("set", 2, 2) { OnMap = Set },
        new("entries") { OnMap = Entries },
    ];

    private static Value Get(ref EvaluationState state, CallNode call, in Value receiver) =>
        Members.Read(ref state, call, receiver, call.Text(ref state, 0), missingIsNull: true);

    private static Value Set(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var name = call.Text(ref state, 0);
        var value = call.Argument(ref state, 1);
        state.Make(call, 2L * (receiver.Count + 1));
        var copy = new Dictionary<string, Value>(receiver.Count + 1, StringComparer.Ordinal);
        for (var members = receiver.Members(); members.MoveNext();)
            copy[ReadName(ref state, call, members)] = members.Value;
        copy[name] = value;
        return Value.Of(copy);
    }

    private static Value Entries(ref EvaluationState state, CallNode call, in Value receiver)
    {
        state.Make(call, 3L * receiver.Count);
        var entries = new Value[receiver.Count];
        var members = receiver.Members();
        for (var i = 0; members.MoveNext(); i++)
            entries[i] = Value.Of([Value.Of(ReadName(ref state, call, members)), members.Value]);
        return Value.Of(entries);
    }

    private static string ReadName(ref EvaluationState state, CallNode call, in MapMembers members)
    {
        state.Spend(call, members.NameSize / ExpressionLimits.TextPerStep);
        return members.Name;
    }
}
