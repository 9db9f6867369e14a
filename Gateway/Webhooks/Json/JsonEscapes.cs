using System.Buffers.Text;

namespace Notifications.Webhooks.Json;

/// <summary>Looks into the escapes of a JSON string, which parsers leave alone until somebody asks for the text.</summary>
internal static class JsonEscapes
{
    /// <summary>Whether a text, which is well formed otherwise, has half of a surrogate pair.</summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != (byte)'\\')
                continue;
            i++;
            if (UnitAt(text, i) is not { } unit)
                continue;
            i += 4;
            if (char.IsLowSurrogate(unit))
                return true;
            if (!char.IsHighSurrogate(unit))
                continue;
            if (i + 1 >= text.Length || text[i + 1] != (byte)'\\' || UnitAt(text, i + 2) is not { } low || !char.IsLowSurrogate(low))
                return true;
            i += 6;
        }

        return false;
    }

    private static char? UnitAt(ReadOnlySpan<byte> text, int index) =>
        index + 4 < text.Length && text[index] == (byte)'u'
        && Utf8Parser.TryParse(text.Slice(index + 1, 4), out ushort unit, out var read, 'x') && read == 4
            ? (char)unit
            : null;
}
