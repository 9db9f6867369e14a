using System.Globalization;
using System.Text;

namespace Notifications.Rules.Loading;

/// <summary>A node of a YAML document that knows its place.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>How messages call it.</summary>
    public abstract string Kind { get; }

    /// <summary>How many nodes it is, counted as often as aliases repeat them.</summary>
    public abstract int Size { get; }

    /// <summary>Writes what it says, without how it is laid out.</summary>
    public abstract void Normalise(StringBuilder text);

    protected static void Write(StringBuilder text, char tag, string value) =>
        text.Append(tag).Append(value.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(value);
}

/// <summary>
/// Text. Where it is plain, without quotes, <c>true</c>, <c>1</c> and <c>null</c> are no text. It has no source where
/// places in it are not places in the file.
/// </summary>
internal sealed record YamlScalar(string Value, bool IsPlain, YamlTextSource? Source, int Line, int Column)
    : YamlNode(Line, Column)
{
    public override string Kind => "text";

    public override int Size => 1;

    public bool IsNull => IsPlain && Value is "" or "~" or "null" or "Null" or "NULL";

    public override void Normalise(StringBuilder text) => Write(text, IsPlain ? 'p' : 's', Value);
}

internal sealed record YamlList(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column)
{
    public override string Kind => "a list";

    public override int Size { get; } = 1 + Items.Sum(item => item.Size);

    public override void Normalise(StringBuilder text)
    {
        text.Append('[');
        foreach (var item in Items)
            item.Normalise(text);
        text.Append(']');
    }
}

internal sealed record YamlMap(IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries, int Line, int Column)
    : YamlNode(Line, Column)
{
    public override string Kind => "a map";

    public override int Size { get; } = 1 + Entries.Sum(entry => 1 + entry.Value.Size);

    public override void Normalise(StringBuilder text)
    {
        text.Append('{');
        foreach (var (key, value) in Entries.OrderBy(entry => entry.Key.Value, StringComparer.Ordinal))
        {
            Write(text, 'k', key.Value);
            value.Normalise(text);
        }

        text.Append('}');
    }
}

/// <summary>Where a scalar's text is in the file: its first character, and the column at which its other lines begin.</summary>
internal sealed record YamlTextSource(int Line, int Column, int NextColumn);
