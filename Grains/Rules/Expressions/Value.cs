using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Notifications.Rules.Expressions;

/// <summary>
/// A value of the expression language. Strings, lists and maps of an event stay in its <see cref="JsonDocument"/>,
/// so that reading and comparing them allocates nothing; a value must not outlive that document.
/// </summary>
internal readonly struct Value
{
    /// <summary>What is said of text that can't be read.</summary>
    public const string NotUnicode = "The event holds text that is not Unicode.";

    // What an expression made: a string, Value[], Dictionary<string, Value>, Pattern, Function or ExpressionError; null
    // for what is in the event.
    private readonly object? _made;
    private readonly JsonElement _element;
    private readonly double _number;

    private Value(ValueKind kind, double number = 0, object? made = null, JsonElement element = default)
    {
        Kind = kind;
        _number = number;
        _made = made;
        _element = element;
    }

    public static Value Null => default;

    public static Value Absent => new(ValueKind.Absent);

    public ValueKind Kind { get; }

    public bool IsTrue => _number != 0;

    public double Number => _number;

    /// <summary>A Date's moment, in UTC.</summary>
    public DateTimeOffset Moment => DateTimeOffset.FromUnixTimeMilliseconds((long)_number);

    /// <summary>A CalendarDate's day.</summary>
    public DateOnly Day => DateOnly.FromDayNumber((int)_number);

    /// <summary>What it costs to read a string: its UTF-16 or escaped UTF-8 units.</summary>
    public int TextSize => _made is string text ? text.Length : Raw(_element).Length;

    /// <summary>How many items a list or members a map has.</summary>
    public int Count => _made switch
    {
        Value[] items => items.Length,
        Dictionary<string, Value> members => members.Count,
        _ => Kind == ValueKind.List ? _element.GetArrayLength() : _element.GetPropertyCount(),
    };

    public static Value Of(bool value) => new(ValueKind.Boolean, value ? 1 : 0);

    public static Value Of(double value) => new(ValueKind.Number, value);

    public static Value Of(string value) => new(ValueKind.String, made: value);

    public static Value Of(DateTimeOffset moment) => new(ValueKind.Date, moment.ToUnixTimeMilliseconds());

    public static Value Of(DateOnly day) => new(ValueKind.CalendarDate, day.DayNumber);

    public static Value Of(Value[] items) => new(ValueKind.List, made: items);

    public static Value Of(Dictionary<string, Value> members) => new(ValueKind.Map, made: members);

    public static Value Of(Pattern pattern) => new(ValueKind.Regex, made: pattern);

    public static Value Of(Function function) => new(ValueKind.Function, made: function);

    public static Value Of(ExpressionError error) => new(ValueKind.Error, made: error);

    public static Value Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => Of(true),
        JsonValueKind.False => Of(false),
        JsonValueKind.Number => Of(element.GetDouble()),
        JsonValueKind.String => new(ValueKind.String, element: element),
        JsonValueKind.Array => new(ValueKind.List, element: element),
        JsonValueKind.Object => new(ValueKind.Map, element: element),
        _ => default,
    };

    /// <summary>A string's text. Allocates where it is the event's.</summary>
    public string Text => (string?)_made ?? _element.GetString()!;

    public Pattern Pattern => (Pattern)_made!;

    public Function Function => (Function)_made!;

    public ExpressionError Error => (ExpressionError)_made!;

    public bool TextEquals(in Value other) => (_made, other._made) switch
    {
        (string mine, string theirs) => mine == theirs,
        (string mine, _) => other._element.ValueEquals(mine),
        (_, string theirs) => _element.ValueEquals(theirs),
        _ => ElementsEqual(_element, other._element),
    };

    public bool TryGetMember(string name, out Value member)
    {
        if (_made is Dictionary<string, Value> members)
            return members.TryGetValue(name, out member);
        var found = _element.TryGetProperty(name, out var element);
        member = found ? Of(element) : default;
        return found;
    }

    public Value Item(int index) => _made is Value[] items ? items[index] : Of(_element[index]);

    public ListItems Items() => _made is Value[] items ? new ListItems(items) : new ListItems(_element);

    public MapMembers Members() =>
        _made is Dictionary<string, Value> members ? new MapMembers(members) : new MapMembers(_element);

    /// <summary>The beginning of a string's text as JSON has it, without reading all of it.</summary>
    public string RawStart(int length) =>
        _made is string text ? text[..Math.Min(length, text.Length)] : Encoding.UTF8.GetString(Raw(_element)[..Math.Min(length, TextSize)]);

    private static ReadOnlySpan<byte> Raw(JsonElement element) => JsonMarshal.GetRawUtf8Value(element);

    private static bool ElementsEqual(JsonElement left, JsonElement right)
    {
        var a = Raw(left);
        var b = Raw(right);
        return a.Contains((byte)'\\') || b.Contains((byte)'\\')
            ? left.GetString() == right.GetString()
            : a.SequenceEqual(b);
    }
}
