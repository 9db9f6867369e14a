using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Notifications.Rules.Loading;

/// <summary>Reads YAML into nodes with places; within bounds, and with duplicate keys and broken syntax reported.</summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 100_000;

    private readonly string[] _lines;
    private readonly Parser _parser;
    private readonly Action<int, int, string> _report;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private int _depth;
    private int _nodes;

    private YamlReader(string text, Action<int, int, string> report)
    {
        _lines = text.Split('\n');
        _parser = new Parser(new StringReader(text));
        _report = report;
    }

    /// <summary>The document; <see langword="null"/> where it is empty or an error was reported that ends it.</summary>
    public static YamlNode? Read(string text, Action<int, int, string> report)
    {
        try
        {
            return new YamlReader(text, report).ReadDocument();
        }
        catch (YamlException error)
        {
            report(Math.Max((int)error.Start.Line, 1), Math.Max((int)error.Start.Column, 1), error.Message);
            return null;
        }
    }

    private YamlNode? ReadDocument()
    {
        Next<StreamStart>();
        if (Next<ParsingEvent>() is not DocumentStart)
            return null;
        var root = ReadNode(Next<ParsingEvent>());
        Next<DocumentEnd>();
        return Next<ParsingEvent>() is DocumentStart second
            ? throw new YamlException(second.Start, second.End, "A file holds one document; take out this ---.")
            : root;
    }

    private YamlNode ReadNode(ParsingEvent at)
    {
        if (++_depth > MaxDepth)
            throw new YamlException(at.Start, at.End, $"This is nested more than {MaxDepth} levels deep.");

        YamlNode node = at switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart list => ReadList(list),
            MappingStart map => ReadMap(map),
            AnchorAlias alias => _anchors.TryGetValue(alias.Value.Value, out var anchored)
                ? anchored
                : throw new YamlException(at.Start, at.End, $"There is no anchor '{alias.Value.Value}' before this alias."),
            _ => throw new YamlException(at.Start, at.End, "This is not a value."),
        };
        _depth--;

        // An alias counts as much as what it stands for, or a few lines could stand for millions of nodes.
        _nodes += at is AnchorAlias ? node.Size : 1;
        if (_nodes > MaxNodes)
            throw new YamlException(at.Start, at.End, $"This file holds more than {MaxNodes} values.");
        if (at is NodeEvent { Anchor.IsEmpty: false } anchor)
            _anchors[anchor.Anchor.Value] = node;
        return node;
    }

    private YamlList ReadList(SequenceStart start)
    {
        var items = new List<YamlNode>();
        while (Next<ParsingEvent>() is var at and not SequenceEnd)
            items.Add(ReadNode(at));
        return new YamlList(items, (int)start.Start.Line, (int)start.Start.Column);
    }

    private YamlMap ReadMap(MappingStart start)
    {
        var entries = new List<(YamlScalar Key, YamlNode Value)>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (Next<ParsingEvent>() is var at and not MappingEnd)
        {
            if (ReadNode(at) is not YamlScalar key)
                throw new YamlException(at.Start, at.End, "A key must be text.");
            var value = ReadNode(Next<ParsingEvent>());
            if (lines.TryAdd(key.Value, key.Line))
                entries.Add((key, value));
            else
                _report(key.Line, key.Column, $"'{key.Value}' is here twice; the first is in line {lines[key.Value]}.");
        }

        return new YamlMap(entries, (int)start.Start.Line, (int)start.Start.Column);
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        var (line, column) = ((int)scalar.Start.Line, (int)scalar.Start.Column);
        return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, FindText(scalar, line, column), line, column);
    }

    private YamlTextSource? FindText(Scalar scalar, int line, int column)
    {
        if (scalar.Style == ScalarStyle.Literal)
        {
            var first = _lines.ElementAtOrDefault(line) ?? "";
            var indent = first.Length - first.TrimStart(' ').Length;
            return new YamlTextSource(line + 1, indent + 1, indent + 1);
        }

        // What is escaped or folded stands elsewhere than in the file.
        var start = column - 1 + (scalar.Style == ScalarStyle.Plain ? 0 : 1);
        var written = _lines.ElementAtOrDefault(line - 1) ?? "";
        return start <= written.Length && written.AsSpan(start).StartsWith(scalar.Value, StringComparison.Ordinal)
            ? new YamlTextSource(line, start + 1, start + 1)
            : null;
    }

    private bool MoveNext()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (InvalidOperationException e)
        {
            // That is how the scanner answers some lines that are indented less than what they continue.
            var at = _parser.Current?.End ?? Mark.Empty;
            throw new YamlException(at, at, "What follows can't be read. Is it indented less than what it continues?", e);
        }
    }

    private T Next<T>()
        where T : ParsingEvent =>
        MoveNext() && _parser.Current is T current
            ? current
            : throw new YamlException(_parser.Current?.Start ?? Mark.Empty, _parser.Current?.End ?? Mark.Empty, "The file ends too early.");
}
