using System.Text;

namespace Notifications.Http;

/// <summary>
/// Texts that databases and logs can hold as they are. A control character is in no name; PostgreSQL refuses the zero among them, and
/// half a surrogate pair is no character.
/// </summary>
internal static class PlainText
{
    public static bool Is(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || (char.IsSurrogate(text[i]) && !Rune.TryGetRuneAt(text, i, out _)))
                return false;
            if (char.IsHighSurrogate(text[i]))
                i++;
        }

        return true;
    }
}
