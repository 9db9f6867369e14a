using System.Net;
using Notifications.Users.Identities;

namespace Notifications.Rules.Mentions;

/// <summary>
/// Finds the mentions of a text in Confluence's storage format, which are links to users. It only looks for tags: the text
/// need not be well-formed, and nothing in it can make this read anything else.
/// </summary>
internal static class StorageMentions
{
    private const string Link = "ac:link";
    private const string User = "ri:user";

    public static void Find(ReadOnlySpan<char> text, MentionedPersons found)
    {
        var isInLink = false;
        while (!found.IsFull)
        {
            var start = text.IndexOf('<');
            if (start < 0)
                return;
            text = text[start..];
            if (Skipped(text) is var skipped and > 0)
            {
                text = text[skipped..];
                continue;
            }

            var tag = text[..TagLength(text)];
            text = text[tag.Length..];
            if (IsTag(tag, "/", Link))
                isInLink = false;
            else if (IsTag(tag, "", Link))
                isInLink = !tag.EndsWith("/>", StringComparison.Ordinal);
            else if (isInLink && IsTag(tag, "", User))
                found.Add(Person.Of(Attribute(tag, "ri:account-id"), Attribute(tag, "ri:username"), userKey: Attribute(tag, "ri:userkey")));
        }
    }

    // Comments and character data hold text, whatever it looks like.
    private static int Skipped(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("<!--", StringComparison.Ordinal))
            return LengthUntil(text, "-->");
        return text.StartsWith("<![CDATA[", StringComparison.Ordinal) ? LengthUntil(text, "]]>") : 0;
    }

    private static int LengthUntil(ReadOnlySpan<char> text, string end)
    {
        var at = text.IndexOf(end, StringComparison.Ordinal);
        return at < 0 ? text.Length : at + end.Length;
    }

    // A '>' within quotes does not end a tag.
    private static int TagLength(ReadOnlySpan<char> text)
    {
        var quote = '\0';
        for (var i = 1; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'')
                quote = c;
            else if (c == '>')
                return i + 1;
            else if (c == '<')
                return i;
        }

        return text.Length;
    }

    private static bool IsTag(ReadOnlySpan<char> tag, string slash, string name)
    {
        var rest = tag[1..];
        if (!rest.StartsWith(slash, StringComparison.Ordinal) || !rest[slash.Length..].StartsWith(name, StringComparison.Ordinal))
            return false;
        rest = rest[(slash.Length + name.Length)..];
        return rest.Length > 0 && (char.IsWhiteSpace(rest[0]) || rest[0] is '>' or '/');
    }

    private static string? Attribute(ReadOnlySpan<char> tag, string name)
    {
        for (var at = tag.IndexOf(name, StringComparison.Ordinal); at >= 0;)
        {
            var value = tag[(at + name.Length)..].TrimStart();
            if (char.IsWhiteSpace(tag[at - 1]) && value.StartsWith("=", StringComparison.Ordinal))
            {
                value = value[1..].TrimStart();
                var end = value.Length > 0 && value[0] is ('"' or '\'') ? value[1..].IndexOf(value[0]) : -1;
                return end < 0 ? null : WebUtility.HtmlDecode(value[1..(end + 1)].ToString());
            }

            var next = tag[(at + 1)..].IndexOf(name, StringComparison.Ordinal);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return null;
    }
}
