using System.Globalization;
using System.Text;

namespace Notifications.Rules.Expressions;

/// <summary>
/// Turns a pattern of JavaScript, whose syntax the parser has checked, into .NET's. What means something else there is
/// written out: <c>\d</c> is ASCII, <c>$</c> is not before a last line break, <c>.</c> knows four line breaks.
/// </summary>
internal sealed partial class PatternTranslator(string source, string flags)
{
    private const int MaxGroups = 50;
    private const string NoLineBreak = @"[^\n\r\u2028\u2029]";
    private const string Anything = @"[\u0000-\uffff]";

    private readonly StringBuilder _text = new();
    private readonly List<string?> _groupNames = [];
    private readonly PatternWeight _weight = new();
    private readonly bool _isUnicode = flags.Contains('u');
    private readonly bool _isMultiline = flags.Contains('m');
    private readonly bool _dotIsAll = flags.Contains('s');
    private int _at;
    private bool _scansOn;

    public PatternTranslation Translate()
    {
        while (_at < source.Length)
            TranslateNext(source[_at++]);
        return new PatternTranslation(_text.ToString(), _groupNames, _weight.Total, _scansOn);
    }

    private void TranslateNext(char c)
    {
        switch (c)
        {
            case '\\':
                TranslateEscape();
                break;
            case '[':
                Atom(ReadClass());
                break;
            case '(':
                _text.Append(ReadGroupStart());
                _weight.Open();
                break;
            case ')':
                _text.Append(c);
                _weight.Close();
                break;
            case '|':
                _text.Append(c);
                _weight.Alternative();
                break;
            case '.':
                Atom(_dotIsAll ? Anything : NoLineBreak);
                break;
            case '^':
                _text.Append(_isMultiline ? "(?m:^)" : @"\A");
                break;
            case '$':
                _text.Append(_isMultiline ? "(?m:$)" : @"\z");
                break;
            case '*' or '+' or '?':
                _text.Append(c);
                _weight.Repeat(1);
                EndQuantifier(isUnbounded: c != '?');
                break;
            case '{' when TryReadCount(out var most):
                _weight.Repeat(most);
                EndQuantifier(isUnbounded: source[_at - 2] == ',');
                break;
            default:
                Atom(Character(c));
                break;
        }
    }

    private void Atom(string text)
    {
        _text.Append(text);
        _weight.Atom();
    }

    private void EndQuantifier(bool isUnbounded)
    {
        // A ? after a quantifier makes it lazy and is not one of its own.
        if (_at < source.Length && source[_at] == '?')
            _text.Append(source[_at++]);
        // What is repeated at the very end belongs to the match; what is followed by more may be read in vain.
        _scansOn |= isUnbounded && (_weight.Depth > 0 || (_at < source.Length && source[_at] != '|'));
    }

    private bool TryReadCount(out int most)
    {
        most = 0;
        var end = source.IndexOf('}', _at);
        if (end < 0)
            return false;
        var counts = source[_at..end].Split(',');
        if (counts.Length > 2 || counts[0].Length == 0 || counts.Any(count => count.Any(digit => !char.IsAsciiDigit(digit))))
            return false;

        foreach (var count in counts.Where(count => count.Length > 0))
        {
            if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var times))
                throw PatternWeight.TooHeavy();
            most = Math.Max(most, times);
        }

        _text.Append(source, _at - 1, end - _at + 2);
        _at = end + 1;
        return true;
    }

    private string ReadGroupStart()
    {
        if (_at >= source.Length || source[_at] != '?')
            return Group(null);
        var kind = source.AsSpan(_at + 1);
        if (kind.StartsWith(":"))
        {
            _at += 2;
            return "(?:";
        }

        if (kind.StartsWith("=") || kind.StartsWith("!") || kind.StartsWith("<=") || kind.StartsWith("<!"))
            throw new PatternException("Looking ahead or behind is not part of the language. Match more, and use a group for what you need.");
        if (!kind.StartsWith("<"))
            throw new PatternException("Flags within a pattern are not part of the language. Write them after it: /a/i.");
        var end = source.IndexOf('>', _at);
        var name = source[(_at + 2)..end];
        _at = end + 1;
        return Group(name);
    }

    // Without its name: .NET would number named groups after all others.
    private string Group(string? name)
    {
        _groupNames.Add(name);
        return _groupNames.Count <= MaxGroups
            ? "("
            : throw new PatternException($"A regular expression has at most {MaxGroups} groups. Write (?: ) where you need none.");
    }

    private void TranslateEscape()
    {
        var c = source[_at];
        switch (c)
        {
            case 'b' or 'B':
                _at++;
                _text.Append('\\').Append(c);
                break;
            case 'k' or (>= '1' and <= '9'):
                throw new PatternException("Referring back to a group is not part of the language. Compare the groups that match gives.");
            default:
                Atom(ReadEscape(out var character) is { } set ? $"[{set}]" : Character(character));
                break;
        }
    }

    /// <summary>A character as .NET's patterns have it, whatever it means there.</summary>
    private static string Character(char c) =>
        char.IsAsciiLetterOrDigit(c) || c > '\x7f' && !char.IsSurrogate(c) ? c.ToString() : $"\\u{(int)c:x4}";
}
