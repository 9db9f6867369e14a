using System.Globalization;
using System.Text;

namespace Notifications.Rules.Expressions;

internal sealed partial class PatternTranslator
{
    private const string Digits = "0-9";
    private const string NoDigits = @"\u0000-\u002f\u003a-\uffff";
    private const string Words = "a-zA-Z0-9_";
    private const string NoWords = @"\u0000-\u002f\u003a-\u0040\u005b-\u005e\u0060\u007b-\uffff";
    private const string Spaces =
        @"\u0009-\u000d\u0020\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    private const string NoSpaces =
        @"\u0000-\u0008\u000e-\u001f\u0021-\u009f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff";

    private string ReadClass()
    {
        var isNegated = _at < source.Length && source[_at] == '^';
        if (isNegated)
            _at++;
        var members = new StringBuilder();
        while (source[_at] != ']')
            AppendMember(members);
        _at++;
        if (members.Length == 0)
            return isNegated ? Anything : @"[^\u0000-\uffff]";
        return $"[{(isNegated ? "^" : "")}{members}]";
    }

    private void AppendMember(StringBuilder members)
    {
        var set = ReadClassAtom(out var first);
        if (set is not null || source[_at] != '-' || source[_at + 1] == ']')
        {
            members.Append(set ?? Character(first));
            return;
        }

        _at++;
        var lastSet = ReadClassAtom(out var last);
        members.Append(lastSet is null ? $"{Character(first)}-{Character(last)}" : $"{Character(first)}\\u002d{lastSet}");
    }

    private string? ReadClassAtom(out char character)
    {
        character = source[_at++];
        if (char.IsSurrogate(character) && _isUnicode)
            throw new PatternException("A class such as [a-z] may hold no characters beyond U+FFFF. Write (?:a|b).");
        if (character != '\\')
            return null;
        if (source[_at] is not ('b' or '-'))
            return ReadEscape(out character);
        character = source[_at++] == 'b' ? '\b' : '-';
        return null;
    }

    /// <summary>What follows a backslash: the members of a class, or else one character.</summary>
    private string? ReadEscape(out char character)
    {
        character = source[_at++];
        switch (character)
        {
            case 'd':
                return Digits;
            case 'D':
                return NoDigits;
            case 'w':
                return Words;
            case 'W':
                return NoWords;
            case 's':
                return Spaces;
            case 'S':
                return NoSpaces;
            case 'p' or 'P':
                return ReadCategory(character);
            default:
                character = ReadCharacter(character);
                return null;
        }
    }

    private char ReadCharacter(char escape)
    {
        switch (escape)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'v':
                return '\v';
            case 'f':
                return '\f';
            case 'r':
                return '\r';
            case '0':
                return '\0';
            case 'c' when _at < source.Length && char.IsAsciiLetter(source[_at]):
                return (char)(source[_at++] % 32);
            case 'x':
                return ReadHex(2);
            case 'u' when _at < source.Length && source[_at] == '{':
                return ReadBraced();
            case 'u':
                return ReadHex(4);
            default:
                return !char.IsAsciiLetterOrDigit(escape)
                    ? escape
                    : throw new PatternException($"\\{escape} is not part of the language. Write the character itself.");
        }
    }

    private char ReadHex(int digits)
    {
        if (_at + digits > source.Length || !TryReadHex(source.AsSpan(_at, digits), out var character))
            throw new PatternException($"\\{source[_at - 1]} needs {digits} digits, such as \\u00e9 or \\x41.");
        _at += digits;
        return (char)character;
    }

    private char ReadBraced()
    {
        var end = source.IndexOf('}', _at);
        if (!_isUnicode || end < 0 || !TryReadHex(source.AsSpan(_at + 1, end - _at - 1), out var character) || character > char.MaxValue)
            throw new PatternException("\\u{…} goes up to FFFF, with the flag u. Write the character itself.");
        _at = end + 1;
        return (char)character;
    }

    private static bool TryReadHex(ReadOnlySpan<char> digits, out int value) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    private string ReadCategory(char escape)
    {
        var end = _isUnicode ? source.IndexOf('}', _at) : -1;
        if (end < 0 || end - _at - 1 is not (1 or 2))
            throw new PatternException($"\\{escape} needs the flag u and a category of one or two letters, such as \\p{{L}} or \\p{{Lu}}.");
        var category = source[_at..(end + 1)];
        _at = end + 1;
        return $"\\{escape}{category}";
    }
}
