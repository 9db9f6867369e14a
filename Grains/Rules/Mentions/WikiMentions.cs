using Notifications.Users.Identities;

namespace Notifications.Rules.Mentions;

/// <summary>Finds the mentions of a text in Jira's wiki markup: <c>[~name]</c> and <c>[~accountid:id]</c>.</summary>
internal static class WikiMentions
{
    private const string Start = "[~";
    private const string Account = "accountid:";

    // What stands between two of them is shown as it is written.
    private static readonly string[] Verbatim = ["{code", "{noformat"];

    public static void Find(ReadOnlySpan<char> text, MentionedPersons found)
    {
        Span<bool> neverClosed = stackalloc bool[Verbatim.Length];
        for (var at = 0; at < text.Length && !found.IsFull;)
        {
            var next = text[at..].IndexOfAny('\\', '[', '{');
            if (next < 0)
                return;
            at += next;
            at += text[at] switch
            {
                '\\' => 2,
                '{' => Skip(text[at..], neverClosed),
                _ => Mention(text[at..], found),
            };
        }
    }

    // An opening mark without a closing one is text like any other, and so is each that follows.
    private static int Skip(ReadOnlySpan<char> rest, Span<bool> neverClosed)
    {
        for (var i = 0; i < Verbatim.Length; i++)
        {
            var mark = Verbatim[i];
            if (neverClosed[i] || !rest.StartsWith(mark, StringComparison.OrdinalIgnoreCase) || rest.Length == mark.Length || rest[mark.Length] is not ('}' or ':'))
                continue;
            var body = rest.IndexOf('}') + 1;
            var end = body == 0 ? -1 : rest[body..].IndexOf($"{mark}}}", StringComparison.OrdinalIgnoreCase);
            neverClosed[i] = end < 0;
            return end < 0 ? 1 : body + end + mark.Length + 1;
        }

        return 1;
    }

    private static int Mention(ReadOnlySpan<char> rest, MentionedPersons found)
    {
        if (!rest.StartsWith(Start, StringComparison.Ordinal))
            return 1;
        var name = rest[Start.Length..];
        var end = name[..Math.Min(name.Length, Account.Length + Identifier.MaxLength + 1)].IndexOfAny("]|[\r\n");
        if (end < 1 || name[end] != ']')
            return Start.Length;
        name = name[..end];
        found.Add(name.StartsWith(Account, StringComparison.OrdinalIgnoreCase)
            ? Person.Of(accountId: name[Account.Length..].ToString())
            : Person.Of(name: name.ToString()));
        return Start.Length + end + 1;
    }
}
