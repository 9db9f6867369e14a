using System.Text.Json;

namespace Notifications.Rules.Expressions;

/// <summary>Walks a list, wherever it is, without allocating.</summary>
internal struct ListItems
{
    private readonly Value[]? _made;
    private JsonElement.ArrayEnumerator _elements;
    private int _index = -1;

    public ListItems(Value[] made) => _made = made;

    public ListItems(JsonElement list) => _elements = list.EnumerateArray();

    public readonly Value Current => _made is null ? Value.Of(_elements.Current) : _made[_index];

    public bool MoveNext() => _made is null ? _elements.MoveNext() : ++_index < _made.Length;
}
