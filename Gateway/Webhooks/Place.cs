using System.Globalization;

namespace Notifications.Webhooks;

/// <summary>Where in a body something is wrong. Lines and bytes count from 1; each part is left out where unknown.</summary>
internal sealed record Place(string? Path, long? Line = null, long? Byte = null)
{
    /// <summary>The place of a byte of a body.</summary>
    public static Place At(ReadOnlySpan<byte> body, int offset, string? path)
    {
        var before = body[..Math.Min(offset, body.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new(path, before.Count((byte)'\n') + 1, before.Length - lineStart + 1);
    }

    public override string ToString()
    {
        var position = Line is null ? null : string.Create(CultureInfo.InvariantCulture, $"line {Line}, byte {Byte}");
        return position is null ? Path ?? "" : Path is null ? position : $"{position}, {Path}";
    }
}
