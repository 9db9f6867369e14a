using System.Text.Json;
using Notifications.Rules.Expressions;

namespace Notifications.Rules.Evaluating;

/// <summary>Writes a value for its author: as JSON, cut where it is long.</summary>
internal static class ValueJson
{
    private const int MaxLength = 10_000;

    public static string Of(in Value value)
    {
        var text = value.Kind is ValueKind.Null ? "null"
            : ValueText.Of(value) is not { } plain ? value.Kind.Name()
            : value.Kind is ValueKind.Boolean or ValueKind.Number ? plain
            : JsonSerializer.Serialize(plain);
        return text.Length <= MaxLength ? text : $"{text[..MaxLength]}…";
    }
}
