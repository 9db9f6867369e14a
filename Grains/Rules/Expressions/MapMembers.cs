using System.Runtime.InteropServices;
using System.Text.Json;

namespace Notifications.Rules.Expressions;

/// <summary>Walks a map, wherever it is, in the order of its members.</summary>
internal struct MapMembers
{
    private readonly bool _isMade;
    private Dictionary<string, Value>.Enumerator _made;
    private JsonElement.ObjectEnumerator _properties;

    public MapMembers(Dictionary<string, Value> made)
    {
        _isMade = true;
        _made = made.GetEnumerator();
    }

    public MapMembers(JsonElement map) => _properties = map.EnumerateObject();

    /// <summary>How long the name is at most.</summary>
    public readonly int NameSize =>
        _isMade ? _made.Current.Key.Length : JsonMarshal.GetRawUtf8PropertyName(_properties.Current).Length;

    public readonly string Name => _isMade ? _made.Current.Key : _properties.Current.Name;

    public readonly Value Value => _isMade ? _made.Current.Value : Value.Of(_properties.Current.Value);

    public bool MoveNext() => _isMade ? _made.MoveNext() : _properties.MoveNext();
}
