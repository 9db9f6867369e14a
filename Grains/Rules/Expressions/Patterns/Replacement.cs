using System.Globalization;
using System.Text;

namespace Notifications.Rules.Expressions;

/// <summary>What <c>replace</c> puts in the place of a match: what a function gives, or a text with <c>$1</c> in it.</summary>
internal readonly struct Replacement
{
    private readonly CallNode _call;
    private readonly Callback? _function;
    private readonly string _template;

    public Replacement(ref EvaluationState state, CallNode call)
    {
        _call = call;
        _template = "";
        if (call.IsLambda(1))
        {
            _function = call.Function(ref state, 1);
            return;
        }

        var value = call.Argument(ref state, 1);
        if (value.Kind == ValueKind.Function)
            _function = new Callback(call, value.Function);
        else if (value.Kind == ValueKind.String)
            _template = state.Read(call, value);
        else
            throw call.Fail($"replace needs a String or a function to replace by but got {value.Kind.Name()}.");
    }

    /// <summary>What replaces the match at a place of <paramref name="text"/>, of which these are the groups.</summary>
    public string For(
        ref EvaluationState state, string text, int at, scoped ReadOnlySpan<Value> groups, IReadOnlyList<string?> names)
    {
        if (_function is { } function)
        {
            var value = function.Apply(ref state, groups);
            return value.Kind == ValueKind.String
                ? state.Read(_call, value)
                : ValueText.Of(value) ?? throw _call.Fail($"Can't write {value.Kind.Name()} as text.");
        }

        state.Spend(_call, _template.Length / ExpressionLimits.TextPerStep);
        if (!_template.Contains('$'))
            return _template;
        return Fill(ref state, text, at, groups, names);
    }

    private string Fill(
        ref EvaluationState state, string text, int at, scoped ReadOnlySpan<Value> groups, IReadOnlyList<string?> names)
    {
        var filled = new StringBuilder();
        for (var i = 0; i < _template.Length; i++)
        {
            var length = 0;
            var part = _template[i] == '$'
                ? Hole(_template.AsSpan(i + 1), text, at, groups, names, out length)
                : _template.AsSpan(i, 1);
            state.Produce(_call, part.Length);
            filled.Append(part);
            i += length;
        }

        state.Produce(_call, filled.Length);
        return filled.ToString();
    }

    /// <summary>What <c>$$ $&amp; $` $' $1 $&lt;name&gt;</c> stand for, and how long they are after the <c>$</c>.</summary>
    private static ReadOnlySpan<char> Hole(
        ReadOnlySpan<char> rest, string text, int at, scoped ReadOnlySpan<Value> groups, IReadOnlyList<string?> names, out int length)
    {
        length = 1;
        switch (rest.IsEmpty ? ' ' : rest[0])
        {
            case '$':
                return "$";
            case '&':
                return groups[0].Text;
            case '`':
                return text.AsSpan(0, at);
            case '\'':
                return text.AsSpan(at + groups[0].Text.Length);
            case '<' when rest.IndexOf('>') is > 0 and var end && names.Any(name => name is not null):
                length = end + 1;
                return Named(rest[1..end], names) is >= 0 and var named ? TextOf(groups[named + 1]) : "";
            default:
                return Numbered(rest, groups, out length);
        }
    }

    private static ReadOnlySpan<char> Numbered(ReadOnlySpan<char> rest, scoped ReadOnlySpan<Value> groups, out int length)
    {
        for (length = Math.Min(2, rest.Length); length > 0; length--)
        {
            if (int.TryParse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number > 0 && number < groups.Length)
            {
                return TextOf(groups[number]);
            }
        }

        return "$";
    }

    private static int Named(ReadOnlySpan<char> name, IReadOnlyList<string?> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is { } known && name.SequenceEqual(known))
                return i;
        }

        return -1;
    }

    private static string TextOf(in Value group) => group.Kind == ValueKind.String ? group.Text : "";
}
