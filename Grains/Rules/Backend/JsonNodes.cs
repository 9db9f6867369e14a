using System.Text;
using System.Text.Json;
using Notifications.Rules.Loading;

namespace Notifications.Rules.Backend;

/// <summary>Reads JSON into the nodes that rule files are read from, each with its line and column.</summary>
internal ref struct JsonNodes
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly Action<int, int, string> _report;
    private Utf8JsonReader _reader;
    private int _line = 1;
    private int _lineStart;
    private int _counted;

    private JsonNodes(ReadOnlySpan<byte> json, Action<int, int, string> report)
    {
        _json = json;
        _report = report;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 32 });
    }

    /// <exception cref="JsonException">It is no JSON, or nested too deep.</exception>
    public static YamlNode Read(ReadOnlySpan<byte> json, Action<int, int, string> report)
    {
        var nodes = new JsonNodes(json, report);
        nodes._reader.Read();
        var root = nodes.ReadNode();
        nodes._reader.Read();
        return root;
    }

    private YamlNode ReadNode()
    {
        var (line, column) = Place();
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMap(line, column),
            JsonTokenType.StartArray => ReadList(line, column),
            JsonTokenType.String => new YamlScalar(Text(), IsPlain: false, Source: null, line, column),
            _ => new YamlScalar(Encoding.UTF8.GetString(_reader.ValueSpan), IsPlain: true, Source: null, line, column),
        };
    }

    private YamlMap ReadMap(int line, int column)
    {
        var entries = new List<(YamlScalar, YamlNode)>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var (keyLine, keyColumn) = Place();
            var key = new YamlScalar(Text(), IsPlain: false, Source: null, keyLine, keyColumn);
            if (!known.Add(key.Value))
                _report(keyLine, keyColumn, $"'{key.Value}' is there twice.");
            _reader.Read();
            entries.Add((key, ReadNode()));
        }

        return new YamlMap(entries, line, column);
    }

    private YamlList ReadList(int line, int column)
    {
        var items = new List<YamlNode>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadNode());
        return new YamlList(items, line, column);
    }

    private readonly string Text()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("A text holds half a surrogate pair or is not UTF-8.", null, _line - 1, _reader.TokenStartIndex - _lineStart, e);
        }
    }

    private (int Line, int Column) Place()
    {
        var at = (int)_reader.TokenStartIndex;
        for (; _counted < at; _counted++)
        {
            if (_json[_counted] != '\n')
                continue;
            _line++;
            _lineStart = _counted + 1;
        }

        return (_line, Encoding.UTF8.GetCharCount(_json[_lineStart..at]) + 1);
    }
}
