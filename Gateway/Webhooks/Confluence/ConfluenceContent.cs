using System.Text.Json;
using Notifications.Webhooks.Json;

namespace Notifications.Webhooks.Confluence;

/// <summary>
/// Reads content as the products write it. Where Data Center gives only an id, the kind is the caller's guess;
/// ids are unique over all kinds, so that a wrong one reaches nobody.
/// </summary>
internal static class ConfluenceContent
{
    // A reply's holder is a comment, whose holder is a page; there is nothing deeper.
    private const int MaxHolders = 4;

    /// <summary>The content itself, or what holds it where it is a comment or an attachment.</summary>
    public static SubjectPart? Of(JsonElement content, string kind) => Of(content, kind, MaxHolders);

    /// <summary>What holds a comment or an attachment; <see langword="null"/> where that is not told.</summary>
    public static SubjectPart? HolderOf(JsonElement content) => HolderOf(content, MaxHolders);

    private static SubjectPart? Of(JsonElement content, string kind, int holders)
    {
        if (content.At("id").Text() is not { } id)
            return null;
        var told = content.At("type").Text() ?? content.At("contentType").Text() ?? kind;
        return (told is "comment" or "attachment" && holders > 0 ? HolderOf(content, holders) : null)
            ?? new SubjectPart(told == "blog" ? "blogpost" : told, id);
    }

    private static SubjectPart? HolderOf(JsonElement content, int holders) =>
        Of(content.At("container"), "page", holders - 1) ?? Of(content.At("parent"), "page", holders - 1);
}
