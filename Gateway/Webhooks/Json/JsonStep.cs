using System.Globalization;
using System.Text;

namespace Notifications.Webhooks.Json;

/// <summary>An object or array that a walk is in, and the member or item that it is at. Text is made of it only on failure.</summary>
internal struct JsonStep
{
    public bool IsArray;
    public int Index;
    public int NameStart;
    public int NameLength;
    public HashSet<string>? Names;

    public readonly void AppendTo(StringBuilder path, ReadOnlySpan<byte> json)
    {
        if (IsArray)
        {
            path.Append(CultureInfo.InvariantCulture, $"[{Math.Max(Index, 0)}]");
            return;
        }

        if (NameStart == 0)
            return;
        var name = Encoding.UTF8.GetString(json.Slice(NameStart, NameLength));
        if (name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Plain))
            path.Append('.').Append(name);
        else
            path.Append("['").Append(name).Append("']");
    }

    private static readonly System.Buffers.SearchValues<char> Plain =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
}
