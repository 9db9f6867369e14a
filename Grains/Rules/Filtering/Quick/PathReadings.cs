using System.Text.Json;

namespace Notifications.Rules.Filtering.Quick;

/// <summary>What paths lead to in one event: looked up once, however many rules ask. For one thread.</summary>
internal sealed class PathReadings(JsonElement data)
{
    private const int Places = 64;

    private Reading[]? _readings;
    private Column[]? _columns;

    public Found Read(QuickPath path, out JsonElement value)
    {
        ref var reading = ref (_readings ??= new Reading[Places])[path.Id % Places];
        if (reading.Path != path)
            reading = new Reading(path, path.Find(data, out var found), found);
        value = reading.Value;
        return reading.Found;
    }

    /// <summary>What a path of an item leads to, read for all items of its list together.</summary>
    public Found Read(QuickPath path, in QuickItem item, out JsonElement value)
    {
        ref var column = ref (_columns ??= new Column[Places])[path.Id % Places];
        if (column.Path != path)
            column = Column.Of(path, item.List);
        var reading = column.Items[item.Index];
        value = reading.Value;
        return reading.Found;
    }

    private readonly record struct Column(QuickPath Path, Reading[] Items)
    {
        public static Column Of(QuickPath path, JsonElement list) => new(
            path, [.. list.EnumerateArray().Select(item => new Reading(path, path.Find(item, out var found), found))]);
    }

    private readonly record struct Reading(QuickPath Path, Found Found, JsonElement Value);
}

/// <summary>What a path leads to.</summary>
internal enum Found : byte
{
    Value,
    Null,

    /// <summary><c>?.</c> met null before its end.</summary>
    Absent,

    /// <summary>Only the expression itself can tell; mostly because it fails.</summary>
    Unknown,
}
