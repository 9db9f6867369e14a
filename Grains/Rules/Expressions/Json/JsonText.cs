using System.Globalization;
using System.Text;

namespace Notifications.Rules.Expressions;

/// <summary>Writes values as JSON, no longer than it is allowed.</summary>
internal sealed class JsonText
{
    private const int MaxDepth = 100;
    private const char Ellipsis = '…';

    private readonly StringBuilder _text = new();
    private readonly int _maxLength;
    private readonly bool _describes;
    private int _depth;

    private JsonText(int maxLength, bool describes)
    {
        _maxLength = maxLength;
        _describes = describes;
    }

    /// <summary>The value as JSON; or <see langword="null"/>, and why it can't be.</summary>
    public static (string? Text, JsonProblem Problem) Write(in Value value, int maxLength)
    {
        var json = new JsonText(maxLength, describes: false);
        var problem = json.Append(value);
        return (problem == JsonProblem.None ? json._text.ToString() : null, problem);
    }

    /// <summary>The value for people to look at: JSON that is cut where it is too long, and names what JSON has not.</summary>
    public static string Describe(in Value value, int maxLength)
    {
        var json = new JsonText(maxLength, describes: true);
        try
        {
            if (json.Append(value) == JsonProblem.None)
                return json._text.ToString();
        }
        catch (InvalidOperationException)
        {
            // Text that can't be read ends what is shown, but looking at it must not make an evaluation fail.
        }

        json._text.Length = Math.Min(json._text.Length, maxLength);
        return json._text.Append(Ellipsis).ToString();
    }

    private JsonProblem Append(in Value value) => value.Kind switch
    {
        ValueKind.String => AppendString(value),
        ValueKind.Date or ValueKind.CalendarDate => Append($"\"{ValueText.Of(value)}\""),
        ValueKind.Number when !double.IsFinite(value.Number) && !_describes => Append("null"),
        ValueKind.Number or ValueKind.Boolean => Append(ValueText.Of(value)!),
        ValueKind.List => AppendList(value),
        ValueKind.Map => AppendMap(value),
        ValueKind.Null or ValueKind.Absent => Append("null"),
        ValueKind.Error when _describes => Append(value.Error.ToString()),
        ValueKind.Regex when _describes => Append(value.Pattern.ToString()),
        _ => _describes ? Append(value.Kind.Name()) : JsonProblem.NotJson,
    };

    private JsonProblem AppendList(in Value list)
    {
        if (++_depth > MaxDepth)
            return JsonProblem.TooDeep;
        _text.Append('[');
        var first = true;
        for (var items = list.Items(); items.MoveNext(); first = false)
        {
            if (!first)
                _text.Append(',');
            if (Append(items.Current) is not JsonProblem.None and var problem)
                return problem;
        }

        _depth--;
        return Append("]");
    }

    private JsonProblem AppendMap(in Value map)
    {
        if (++_depth > MaxDepth)
            return JsonProblem.TooDeep;
        _text.Append('{');
        var first = true;
        for (var members = map.Members(); members.MoveNext(); first = false)
        {
            if (!first)
                _text.Append(',');
            if (AppendString(Value.Of(members.Name)) is not JsonProblem.None and var unfit)
                return unfit;
            _text.Append(':');
            if (Append(members.Value) is not JsonProblem.None and var problem)
                return problem;
        }

        _depth--;
        return Append("}");
    }

    private JsonProblem AppendString(in Value value)
    {
        if (_describes && value.TextSize > _maxLength)
        {
            _text.Append('"').Append(value.RawStart(_maxLength).TrimStart('"'));
            return JsonProblem.TooLong;
        }

        // No character takes less than itself.
        if (value.TextSize / 6 > _maxLength - _text.Length)
            return JsonProblem.TooLong;
        _text.Append('"');
        var text = value.Text;
        if (text.Length > _maxLength - _text.Length)
            return JsonProblem.TooLong;
        for (var i = 0; i < text.Length; i++)
            AppendCharacter(text, i);
        return Append("\"");
    }

    private void AppendCharacter(string text, int at)
    {
        var c = text[at];
        switch (c)
        {
            case '"' or '\\':
                _text.Append('\\').Append(c);
                break;
            case '\n':
                _text.Append("\\n");
                break;
            case '\r':
                _text.Append("\\r");
                break;
            case '\t':
                _text.Append("\\t");
                break;
            default:
                if (c < ' ' || IsHalf(text, at))
                    _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                else
                    _text.Append(c);
                break;
        }
    }

    private static bool IsHalf(string text, int at) =>
        (char.IsHighSurrogate(text[at]) && (at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])))
        || (char.IsLowSurrogate(text[at]) && (at == 0 || !char.IsHighSurrogate(text[at - 1])));

    private JsonProblem Append(string part)
    {
        _text.Append(part);
        return _text.Length > _maxLength ? JsonProblem.TooLong : JsonProblem.None;
    }
}

/// <summary>Why a value can't be written as JSON.</summary>
internal enum JsonProblem
{
    None,
    TooLong,
    TooDeep,
    NotJson,
}
