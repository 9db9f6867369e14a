using System.Diagnostics.CodeAnalysis;

namespace Notifications.Subjects;

/// <summary>
/// What an event is about and what a person can have open, written <c>source:kind:id</c>,
/// such as <c>jira:issue:ABC-12</c> or <c>wiki:page:1015810</c>.
/// </summary>
[GenerateSerializer, Immutable]
[Alias("notifications.Subject")]
public readonly record struct Subject
{
    /// <summary>The most characters that a written subject may have.</summary>
    public const int MaxLength = 256;

    /// <summary>Makes a subject of its parts, which must be valid by <see cref="TryParse"/>.</summary>
    /// <exception cref="ArgumentException">A part is empty or holds a character that it may not hold.</exception>
    public Subject(string source, string kind, string id)
    {
        if (!IsValid(source, kind, id))
            throw new ArgumentException($"'{source}:{kind}:{id}' is not a subject of the form source:kind:id.", nameof(id));
        (Source, Kind, Id) = (source, kind, id);
    }

    /// <summary>Name of the configured source, such as <c>jira</c>.</summary>
    [Id(0)] public string Source { get; }

    /// <summary>What it is: <c>issue</c>, <c>page</c>, <c>project</c>, ….</summary>
    [Id(1)] public string Kind { get; }

    /// <summary>Identifies it within source and kind; may itself hold colons.</summary>
    [Id(2)] public string Id { get; }

    /// <summary>Reads <c>source:kind:id</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Subject subject)
    {
        subject = default;
        if (text is null || text.Length > MaxLength)
            return false;
        var first = text.IndexOf(':', StringComparison.Ordinal);
        var second = first < 0 ? -1 : text.IndexOf(':', first + 1);
        if (second < 0)
            return false;
        var (source, kind, id) = (text[..first], text[(first + 1)..second], text[(second + 1)..]);
        if (!IsValid(source, kind, id))
            return false;
        subject = new Subject(source, kind, id);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Source}:{Kind}:{Id}";

    private static bool IsValid(string source, string kind, string id) =>
        IsName(source) && IsName(kind) && id.Length > 0
        && source.Length + kind.Length + id.Length + 2 <= MaxLength
        && !id.AsSpan().ContainsAny(Forbidden) && !id.AsSpan().ContainsAnyInRange('\0', ' ');

    private static readonly System.Buffers.SearchValues<char> Forbidden = System.Buffers.SearchValues.Create("|\"<>\\\u007f");

    private static bool IsName(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
                return false;
        }

        return name.Length > 0;
    }
}
