namespace Notifications.Rules.Templates;

/// <summary>Finds the <c>}</c> that closes a hole, past those in strings, maps and template literals within it.</summary>
internal static class HoleEnd
{
    public static int? Find(string text, int start)
    {
        // What is open: { for a brace or hole, or the quote of a string; in a ` the next ${ opens a hole again.
        var open = new Stack<char>();
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            var within = open.TryPeek(out var innermost) ? innermost : '{';
            if (within != '{')
            {
                if (c == '\\')
                    i++;
                else if (c == within)
                    open.Pop();
                else if (within == '`' && c == '$' && i + 1 < text.Length && text[i + 1] == '{')
                    open.Push(text[++i]);
            }
            else if (c is '{' or '\'' or '"' or '`')
            {
                open.Push(c);
            }
            else if (c == '}' && !open.TryPop(out _))
            {
                return i;
            }
        }

        return null;
    }
}
