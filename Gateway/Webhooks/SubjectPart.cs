using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Notifications.Subjects;

namespace Notifications.Webhooks;

/// <summary>A subject before its source's name: what it is and which one, as the hook wrote it.</summary>
internal readonly record struct SubjectPart(string Kind, string Id)
{
    private const int MaxKindLength = 64;

    /// <summary>A part where the id is known, else nothing.</summary>
    public static SubjectPart? Of(string kind, string? id) => id is null ? null : new SubjectPart(kind, id);

    /// <summary>
    /// Makes the subject. A kind's odd characters become <c>-</c>, an id's are percent-encoded, so that keys of grains and
    /// logs stay readable whatever a product allows in its names.
    /// </summary>
    public bool TryMake(string source, out Subject subject, [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = null;
        var text = $"{source}:{KindName(Kind)}:{Encode(Id)}";
        if (Subject.TryParse(text, out subject))
            return true;
        refusal = new Refusal(text.Length > Subject.MaxLength
            ? $"The subject '{text[..60]}…' has {text.Length} characters; at most {Subject.MaxLength} are allowed."
            : $"'{text}' is not a subject of the form source:kind:id.");
        return false;
    }

    private static string KindName(string kind)
    {
        var name = new StringBuilder();
        foreach (var c in kind.AsSpan(0, Math.Min(kind.Length, MaxKindLength)))
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-');
        return name.ToString();
    }

    private static string Encode(string id)
    {
        if (!id.Any(MustEncode))
            return id;
        var encoded = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in id.EnumerateRunes())
        {
            if (!rune.IsBmp || !MustEncode((char)rune.Value))
            {
                encoded.Append(rune);
                continue;
            }

            foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                encoded.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return encoded.ToString();
    }

    private static bool MustEncode(char c) =>
        c is '|' or '"' or '<' or '>' or '\\' || char.IsWhiteSpace(c) || char.IsControl(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format;
}
