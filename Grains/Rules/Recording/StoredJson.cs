using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notifications.Rules.Recording;

/// <summary>How what rules decided is written where it is kept.</summary>
internal static class StoredJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
