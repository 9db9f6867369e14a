using System.Buffers;

namespace Notifications.Rules.Templates;

/// <summary>The allow-list of links: <c>https</c>, <c>http</c>, or site-relative beginning with one <c>/</c>.</summary>
internal static class SafeLink
{
    private const int MaxLength = 2_048;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\\\"<>`^{|} \u007f");

    /// <summary>Why a link is refused; <see langword="null"/> where it is not.</summary>
    public static string? Refusal(string link)
    {
        if (link.Length is 0 or > MaxLength)
            return $"A link has 1 to {MaxLength} characters.";
        if (link.AsSpan().ContainsAny(Forbidden) || link.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            return "A link may not hold spaces, control characters, backslashes or any of \" < > ` ^ { | }.";

        if (link[0] == '/')
            return RefusalOfPath(link);
        if (!StartsWithScheme(link) || !Uri.TryCreate(link, UriKind.Absolute, out var uri))
            return "A link must begin with https://, http:// or one /.";
        if (uri.UserInfo.Length > 0 || Authority(link).Contains('@'))
            return "A link may not hold a user name.";
        return uri.Host.Length == 0
            ? "A link must name a host."
            : RefusalOfPath(link[(link.IndexOf("://", StringComparison.Ordinal) + 2)..]);
    }

    /// <summary>
    /// Why the text before a link's first hole is refused: what decides where the link leads, scheme and host, must
    /// be written in the rule and not come from an event.
    /// </summary>
    public static string? RefusalOfPrefix(string prefix)
    {
        if (prefix.StartsWith('/') && !prefix.StartsWith("//", StringComparison.Ordinal))
            return null;
        return StartsWithScheme(prefix) && Authority(prefix).Length < prefix.Length - prefix.IndexOf("://", StringComparison.Ordinal) - 3
            ? Refusal(prefix)
            : "A link must begin with one / or with https:// and a whole host; what is filled in can't be either.";
    }

    private static bool StartsWithScheme(string link) =>
        link.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || link.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Authority(string link)
    {
        var rest = link.AsSpan(link.IndexOf("://", StringComparison.Ordinal) + 3);
        var end = rest.IndexOfAny('/', '?', '#');
        return end < 0 ? rest : rest[..end];
    }

    private static string? RefusalOfPath(string link)
    {
        var end = link.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? link : link[..end];
        if (path.Contains("//", StringComparison.Ordinal))
            return "The path of a link may not hold //.";

        // A browser resolves these, encoded or not: what is filled in could lead to another path than is written.
        return path.Split('/').Any(segment => segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..")
            ? "The path of a link may not hold . or .. as a segment."
            : null;
    }
}
