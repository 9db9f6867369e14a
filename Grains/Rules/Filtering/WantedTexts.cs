using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Notifications.Rules.Filtering;

/// <summary>Texts of which one is wanted. They are compared where they stand in the event, so that nothing is allocated.</summary>
internal sealed class WantedTexts(IReadOnlyList<string> texts)
{
    private readonly byte[][] _texts = [.. texts.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether the element is one of them. Ids may be written as numbers.</summary>
    public bool Have(JsonElement element)
    {
        foreach (var text in _texts)
        {
            if (element.ValueKind == JsonValueKind.String ? IsText(element, text) : IsNumber(element, text))
                return true;
        }

        return false;
    }

    private static bool IsText(JsonElement element, byte[] text)
    {
        try
        {
            return element.ValueEquals(text);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text that could be wanted.
            return false;
        }
    }

    private static bool IsNumber(JsonElement element, byte[] text) =>
        element.ValueKind == JsonValueKind.Number && JsonMarshal.GetRawUtf8Value(element).SequenceEqual(text);
}
