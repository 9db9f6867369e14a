using System.Text.Json;
using Notifications.Events;

namespace Notifications.Rules.Mentions;

/// <summary>Finds the mentions of a text as a hook carries it, whatever its format.</summary>
internal static class MentioningText
{
    /// <summary>A text of Jira: wiki markup, or a document.</summary>
    public static MentionedPersons OfJira(JsonElement text)
    {
        var found = new MentionedPersons();
        if (text.ValueKind == JsonValueKind.Object)
            AdfMentions.Find(text, found);
        else if (text.Text() is { } written && !IsDocument(written, found))
            WikiMentions.Find(written, found);
        return found;
    }

    /// <summary>A <c>body</c> of Confluence: the text in one or more formats, of which the first that is there counts.</summary>
    public static MentionedPersons OfConfluence(JsonElement body)
    {
        var found = new MentionedPersons();
        if (body.At("storage", "value").Text() is { } storage)
            StorageMentions.Find(storage, found);
        else if (body.At("atlas_doc_format", "value").Text() is { } document)
            IsDocument(document, found);
        return found;
    }

    // Confluence and some versions of Jira write the document as text.
    private static bool IsDocument(string text, MentionedPersons found)
    {
        if (!text.StartsWith('{'))
            return false;
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.At("type").Text() != "doc")
                return false;
            AdfMentions.Find(document.RootElement, found);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
