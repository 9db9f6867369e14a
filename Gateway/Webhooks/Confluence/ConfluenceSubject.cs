using System.Text.Json;
using Notifications.Webhooks.Json;

namespace Notifications.Webhooks.Confluence;

/// <summary>
/// What a Confluence event is about: what a person has open where something happened. Comments, attachments, labels and
/// tasks belong to what holds them.
/// </summary>
internal static class ConfluenceSubject
{
    /// <summary>Finds the subject of an event about an entity; <see langword="null"/> where the body lacks what it should have.</summary>
    public static SubjectPart? Find(string source, string entity, JsonElement root) => entity switch
    {
        "page" or "blogpost" or "whiteboard" or "database" or "embed" or "folder" =>
            ConfluenceContent.Of(root.At("content"), entity) ?? ConfluenceContent.Of(root.At(entity), entity)
            ?? (entity == "blogpost" ? ConfluenceContent.Of(root.At("blog"), entity) : null),
        "content" => ConfluenceContent.Of(root.At("content"), entity),
        "custom_content" => SubjectPart.Of(entity, root.At("content").At("id").Text()),
        "comment" => Holder(root) ?? Comment(root),
        "attachment" => Holder(root) ?? Attachment(root),
        "label" => ConfluenceContent.Of(root.At("content"), "page") ?? ConfluenceContent.Of(root.At("labeled"), "page")
            ?? Holder(root) ?? Space(root) ?? SubjectPart.Of("template", root.At("template").At("templateId").Text())
            ?? SubjectPart.Of(entity, root.At(entity).At("id").Text() ?? root.At(entity).At("name").Text()),
        "task" => ConfluenceContent.Of(root.At("content"), "page") ?? SubjectPart.Of(entity, root.At(entity).At("id").Text()),
        "space" => Space(root),
        "user" => User(root),
        "group" => SubjectPart.Of(entity, root.At(entity).At("id").Text() ?? root.At(entity).At("name").Text() ?? root.At(entity).Text()),
        "relation" => Related(root.At("target")) ?? Related(root.At("source")) ?? new SubjectPart("source", source),
        _ => ConfluenceContent.Of(root.At("content"), "content") ?? Holder(root) ?? Space(root)
            ?? SubjectPart.Of(entity, root.At(entity).At("id").Text()) ?? new SubjectPart("source", source),
    };

    private static SubjectPart? Holder(JsonElement root) =>
        ConfluenceContent.HolderOf(root.At("content"))
        ?? ConfluenceContent.HolderOf(root.At("comment"))
        ?? ConfluenceContent.HolderOf(root.At("attachment"))
        ?? ConfluenceContent.Of(root.At("attachedTo"), "page")
        ?? ConfluenceContent.Of(root.At("page"), "page")
        ?? ConfluenceContent.Of(root.At("blog"), "blogpost")
        ?? ConfluenceContent.Of(root.At("blogpost"), "blogpost");

    private static SubjectPart? Comment(JsonElement root) =>
        SubjectPart.Of("comment", root.At("comment").At("id").Text() ?? root.At("content").At("id").Text());

    private static SubjectPart? Attachment(JsonElement root) => SubjectPart.Of(
        "attachment",
        root.At("attachment").At("id").Text() ?? root.At("attachments").First().At("id").Text() ?? root.At("content").At("id").Text());

    private static SubjectPart? Space(JsonElement root) =>
        SubjectPart.Of("space", root.At("space").At("key").Text() ?? root.At("space").At("id").Text() ?? root.At("spaceKey").Text());

    private static SubjectPart? User(JsonElement root) =>
        SubjectPart.Of("user", ActorReading.Of(root.At("user"))?.Id ?? ActorReading.Of(root.At("userProfile"))?.Id ?? root.At("user").Text());

    private static SubjectPart? Related(JsonElement end) =>
        ConfluenceContent.Of(end.At("content"), "page") ?? Space(end) ?? User(end);
}
