using System.Text;

namespace Notifications.Rules.Expressions;

/// <summary>The methods of strings that look for patterns.</summary>
internal static class TextMatching
{
    public static readonly Method[] Own =
    [
        new("replace", 2, 2) { OnString = Replace, FunctionAt = 1, FunctionGets = MaxGiven, FunctionIsOptional = true },
        new("match", 1, 1) { OnString = Match },
        new("matchAll", 1, 1) { OnString = MatchAll },
    ];

    // A match and its groups.
    private const int MaxGiven = 10;

    private static Value Match(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var matches = new Matches(ref state, call, Wanted(ref state, call), state.Read(call, receiver));
        if (!matches.MoveNext(ref state))
            return Value.Null;
        if (!matches.Pattern.IsGlobal)
            return Value.Of(matches.ReadGroups(ref state));

        var found = new List<Value>();
        do
        {
            state.Make(call, 1);
            found.Add(matches.ReadGroup(ref state, 0));
        }
        while (matches.MoveNext(ref state));
        return Value.Of(found.ToArray());
    }

    private static Value MatchAll(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var matches = new Matches(ref state, call, Wanted(ref state, call), state.Read(call, receiver));
        var found = new List<Value>();
        while (matches.MoveNext(ref state))
        {
            state.Make(call, 1);
            found.Add(Value.Of(matches.ReadGroups(ref state)));
        }

        return Value.Of(found.ToArray());
    }

    private static Pattern Wanted(ref EvaluationState state, CallNode call)
    {
        var pattern = call.Argument(ref state);
        return pattern.Kind == ValueKind.Regex
            ? pattern.Pattern
            : throw call.Fail($"{call.Name} needs a regular expression such as /a+/ but got {pattern.Kind.Name()}.");
    }

    private static Value Replace(ref EvaluationState state, CallNode call, in Value receiver)
    {
        var text = state.Read(call, receiver);
        var wanted = call.Argument(ref state);
        return wanted.Kind switch
        {
            ValueKind.Regex => ReplacePattern(ref state, call, text, wanted.Pattern),
            ValueKind.String => ReplaceFirst(ref state, call, text, state.Read(call, wanted)),
            _ => throw call.Fail($"replace needs a regular expression or a String but got {wanted.Kind.Name()}."),
        };
    }

    private static Value ReplaceFirst(ref EvaluationState state, CallNode call, string text, string wanted)
    {
        var replacement = new Replacement(ref state, call);
        StringMethods.PayForSearch(ref state, call, text.Length, wanted.Length);
        var at = text.IndexOf(wanted, StringComparison.Ordinal);
        if (at < 0)
            return Value.Of(text);
        var put = replacement.For(ref state, text, at, [Value.Of(wanted)], []);
        state.Produce(call, (long)text.Length - wanted.Length + put.Length);
        return Value.Of(string.Concat(text.AsSpan(0, at), put, text.AsSpan(at + wanted.Length)));
    }

    private static Value ReplacePattern(ref EvaluationState state, CallNode call, string text, Pattern pattern)
    {
        var replacement = new Replacement(ref state, call);
        var matches = new Matches(ref state, call, pattern, text);
        var replaced = new StringBuilder();
        var at = 0;
        while (matches.MoveNext(ref state))
        {
            var (start, length) = matches.Span;
            var put = replacement.For(ref state, text, start, matches.ReadGroups(ref state), pattern.GroupNames);
            state.Produce(call, (long)start - at + put.Length);
            replaced.Append(text, at, start - at).Append(put);
            at = start + length;
            if (!pattern.IsGlobal)
                break;
        }

        // The rest, and the text that is made of the parts.
        state.Produce(call, (long)text.Length - at + replaced.Length + text.Length - at);
        return Value.Of(replaced.Append(text, at, text.Length - at).ToString());
    }
}
