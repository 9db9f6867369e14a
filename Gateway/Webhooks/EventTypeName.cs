using System.Text;

namespace Notifications.Webhooks;

/// <summary>Forge's names of events: <c>avi:product:verb:entity</c>, where the entity may have parts of its own.</summary>
internal static class EventTypeName
{
    public const string Prefix = "avi:";

    private const int MaxLength = 128;

    /// <summary>Whether a name can be a type: bounded, printable ASCII, and without anything that needs quoting anywhere.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength && name.All(c => c is > ' ' and < '\u007f' and not ('"' or '\'' or '`' or '<' or '>' or '|' or '\\'));

    /// <summary>The product of a Forge name, such as <c>jira</c> or <c>confluence</c>.</summary>
    public static string Product(string type) => Part(type, 1);

    /// <summary>What a Forge name is about, such as <c>issue</c>, or <c>space</c> of <c>avi:confluence:created:space:V2</c>.</summary>
    public static string Entity(string type) => Part(type, 3);

    /// <summary>
    /// The best name for a web hook that no table knows: <c>thing_verbed</c> becomes <c>verbed:thing</c>; a name without
    /// a verb stays as it is. Nothing is refused for being new.
    /// </summary>
    public static string Guess(string product, string hookName)
    {
        var name = new StringBuilder();
        var own = hookName.StartsWith("jira:", StringComparison.Ordinal) ? hookName["jira:".Length..] : hookName;
        foreach (var c in own.AsSpan(0, Math.Min(own.Length, MaxLength - 40)))
            name.Append(IsAllowed(c) ? c : '-');
        var guess = name.ToString();
        var cut = guess.LastIndexOf('_');
        return cut > 0 && IsVerb(guess[(cut + 1)..])
            ? $"{Prefix}{product}:{guess[(cut + 1)..]}:{guess[..cut]}"
            : $"{Prefix}{product}:{guess}";
    }

    private static bool IsVerb(string word) =>
        word.Length > 2 && word.All(char.IsAsciiLetterLower) && (word.EndsWith("ed", StringComparison.Ordinal) || word == "set");

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is ':' or '_' or '-' or '.';

    private static string Part(string type, int index)
    {
        var parts = type.Split(':');
        return parts.Length > index ? parts[index] : "";
    }
}
