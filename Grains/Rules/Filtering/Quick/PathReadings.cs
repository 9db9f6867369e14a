using System.Text.Json;

namespace Notifications.Rules.Filtering.Quick;

/// <summary>What paths lead to in one event: looked up once, however many rules ask. For one thread.</summary>
internal sealed class PathReadings(JsonElement data)
{
    private const int Places = 64;

    private (QuickPath Path, Reading Reading)[]? _readings;
    private (QuickPath Path, Reading[] Items)[]? _columns;

    public Reading Read(QuickPath path)
    {
        ref var place = ref (_readings ??= new (QuickPath, Reading)[Places])[path.Id % Places];
        if (place.Path != path)
            place = (path, path.Find(data));
        return place.Reading;
    }

    /// <summary>What a path of an item leads to, read for all items of its list together.</summary>
    public Reading Read(QuickPath path, in QuickItem item)
    {
        ref var column = ref (_columns ??= new (QuickPath, Reading[])[Places])[path.Id % Places];
        if (column.Path != path)
            column = (path, ReadAll(path, item.List));
        return column.Items[item.Index];
    }

    private static Reading[] ReadAll(QuickPath path, JsonElement list) => [.. list.EnumerateArray().Select(path.Find)];
}

/// <summary>What a path leads to, and the steps that an expression takes to read it.</summary>
internal readonly record struct Reading(Found Found, JsonElement Value, int Steps);

/// <summary>What kind of thing a path leads to.</summary>
internal enum Found : byte
{
    Value,
    Null,

    /// <summary><c>?.</c> met null before its end.</summary>
    Absent,

    /// <summary>Only the expression itself can tell; mostly because it fails.</summary>
    Unknown,
}
