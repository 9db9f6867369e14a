using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Notifications.Webhooks.Json;

/// <summary>
/// The one place where bodies are parsed. Refuses what other readers down the road would understand differently or
/// choke on: duplicate properties, invalid UTF-8, lone surrogates, numbers that no double holds, deep nesting.
/// </summary>
internal static class StrictJson
{
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Reads a body that must be an object, or one that may also be an array.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> body,
        bool allowArray,
        [NotNullWhen(true)] out JsonDocument? document,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        document = null;
        refusal = Inspect(body.Span);
        if (refusal is not null)
            return false;

        try
        {
            document = JsonDocument.Parse(body, Options);
        }
        catch (JsonException e)
        {
            refusal = new JsonWalk(body.Span, findDuplicates: true).Run() ?? new Refusal(JsonWalk.CauseOf(e));
            return false;
        }

        if (document.RootElement.ValueKind is JsonValueKind.Object || (allowArray && document.RootElement.ValueKind is JsonValueKind.Array))
            return true;
        refusal = new Refusal(
            $"The body is {JsonElementReading.Describe(document.RootElement)}, not an object{(allowArray ? " or an array" : "")}.", new Place("$", 1, 1));
        document.Dispose();
        document = null;
        return false;
    }

    private static Refusal? Inspect(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
            return new Refusal("The body is empty.", new Place(null, 1, 1));
        return Utf8.IsValid(body)
            ? new JsonWalk(body, findDuplicates: false).Run()
            : new Refusal("The body is not valid UTF-8.", Place.At(body, FirstInvalid(body), path: null));
    }

    private static int FirstInvalid(ReadOnlySpan<byte> body)
    {
        var offset = 0;
        while (offset < body.Length && Rune.DecodeFromUtf8(body[offset..], out _, out var length) is System.Buffers.OperationStatus.Done)
            offset += length;
        return offset;
    }
}
