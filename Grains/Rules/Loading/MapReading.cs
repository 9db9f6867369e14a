using System.Globalization;

namespace Notifications.Rules.Loading;

/// <summary>Reads the entries of one map, key by key; what nobody asked for is reported by <see cref="End"/>.</summary>
internal sealed class MapReading
{
    private readonly FileReading _file;
    private readonly YamlMap _map;
    private readonly string _name;
    private readonly List<string> _known = [];

    private MapReading(FileReading file, YamlMap map, string name)
    {
        _file = file;
        _map = map;
        _name = name;
    }

    public YamlMap Map => _map;

    /// <summary>Begins to read a node that must be a map; <paramref name="name"/> is how messages call it.</summary>
    public static MapReading? Begin(FileReading file, YamlNode node, string name)
    {
        if (node is YamlMap map)
            return new MapReading(file, map, name);
        file.Report(node, $"{name} must be a map but is {node.Kind}.");
        return null;
    }

    public YamlNode? Any(string key)
    {
        _known.Add(key);
        foreach (var (name, value) in _map.Entries)
        {
            if (name.Value == key)
                return value;
        }

        return null;
    }

    public YamlNode? Required(string key)
    {
        var node = Any(key);
        if (node is null)
            _file.Report(_map, $"{_name} needs '{key}'.");
        return node;
    }

    /// <summary>Text that is not empty.</summary>
    public YamlScalar? Text(string key, bool required = false)
    {
        var node = required ? Required(key) : Any(key);
        if (node is null)
            return null;
        if (node is YamlScalar { IsNull: false } scalar && !string.IsNullOrWhiteSpace(scalar.Value))
            return scalar;
        _file.Report(node, node is YamlScalar ? $"'{key}' is empty." : $"'{key}' must be text but is {node.Kind}.");
        return null;
    }

    public bool? Boolean(string key)
    {
        var node = Any(key);
        if (node is null)
            return null;
        if (node is YamlScalar { IsPlain: true, Value: "true" or "false" } scalar)
            return scalar.Value == "true";
        _file.Report(node, $"'{key}' must be true or false.");
        return null;
    }

    /// <summary>A whole number that must be there.</summary>
    public int? WholeNumber(string key, int least, int most)
    {
        if (Text(key, required: true) is not { } scalar)
            return null;
        if (int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        _file.Report(scalar, $"'{key}' must be a whole number from {least} to {most}.");
        return null;
    }

    /// <summary>A length of time that must be there.</summary>
    public TimeSpan? Duration(string key)
    {
        if (Text(key, required: true) is not { } scalar)
            return null;
        var (length, error) = DurationText.Read(scalar.Value);
        if (error is null)
            return length;
        _file.Report(scalar, $"'{key}' {error}");
        return null;
    }

    /// <summary>A number, where it is there.</summary>
    public double? Number(string key)
    {
        var node = Any(key);
        if (node is null)
            return null;
        if (node is YamlScalar { IsPlain: true } scalar && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        _file.Report(node, $"'{key}' must be a number.");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string key, T otherwise, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Text(key) is not { } scalar)
            return otherwise;
        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (word == scalar.Value)
                return value;
            words.Add(word);
        }

        _file.Report(scalar, $"'{key}' can't be '{scalar.Value}'. {DidYouMean.Of(scalar.Value, words)}");
        return otherwise;
    }

    /// <summary>A list of texts that has at least one.</summary>
    public IReadOnlyList<string>? Texts(string key, bool required = false)
    {
        var node = required ? Required(key) : Any(key);
        if (node is null)
            return null;
        if (node is not YamlList list || list.Items.Count == 0)
        {
            _file.Report(node, $"'{key}' must be a list with at least one item.");
            return null;
        }

        var texts = new List<string>();
        foreach (var item in list.Items)
        {
            if (item is YamlScalar { IsNull: false } scalar && !string.IsNullOrWhiteSpace(scalar.Value))
                texts.Add(scalar.Value);
            else
                _file.Report(item, $"Each item of '{key}' must be text.");
        }

        return texts;
    }

    /// <summary>One text, or a list that has at least one.</summary>
    public IReadOnlyList<string>? TextOrTexts(string key) =>
        Any(key) is YamlScalar ? Text(key) is { } text ? [text.Value] : null : Texts(key);

    /// <summary>Accepts keys and ignores what they hold.</summary>
    public void Ignore(params ReadOnlySpan<string> keys) => _known.AddRange(keys);

    /// <summary>Reports the keys that nobody asked for.</summary>
    public void End()
    {
        foreach (var (key, _) in _map.Entries)
        {
            if (!_known.Contains(key.Value, StringComparer.Ordinal))
                _file.Report(key, $"{_name} has no '{key.Value}'. {DidYouMean.Of(key.Value, [.. _known.Distinct(StringComparer.Ordinal)])}");
        }
    }
}
