using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Notifications.Rules.Filtering.Quick;

/// <summary>What a test says.</summary>
internal enum Verdict : byte
{
    False,
    True,

    /// <summary>Null: a chain that <c>?.</c> cut short.</summary>
    Nothing,

    /// <summary>Only the expression itself can tell; mostly because it fails.</summary>
    Unknown,
}

/// <summary>One quick evaluation: its paths, the items that functions over lists are at, and the steps so far.</summary>
internal struct QuickState(PathReadings paths)
{
    private QuickItems _items;

    public readonly PathReadings Paths => paths;

    public int Steps { get; set; }

    public readonly QuickItem Item(int slot) => _items[slot];

    public void Enter(int slot, in QuickItem item) => _items[slot] = item;
}

[InlineArray(Depth)]
internal struct QuickItems
{
    /// <summary>How deep functions over lists may be nested.</summary>
    public const int Depth = 3;

    /// <summary>How many items a list may have.</summary>
    public const int MaxCount = 64;

    private QuickItem _first;
}

/// <summary>The item that a function over a list is at.</summary>
internal readonly record struct QuickItem(JsonElement List, int Index);
