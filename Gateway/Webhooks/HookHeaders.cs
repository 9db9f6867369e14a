using Microsoft.Net.Http.Headers;
using Notifications.Webhooks.CloudEvents;

namespace Notifications.Webhooks;

/// <summary>The headers that say how to read a body, which are the only ones that are kept of it.</summary>
internal static class HookHeaders
{
    private const int MaxCount = 32;
    private const int MaxLength = 1024;

    public static IReadOnlyDictionary<string, string> Of(IHeaderDictionary headers) => headers
        .Where(header => IsKept(header.Key) && header.Value.ToString().Length <= MaxLength)
        .Take(MaxCount)
        .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);

    public static IHeaderDictionary Read(IReadOnlyDictionary<string, string> headers)
    {
        var read = new HeaderDictionary();
        foreach (var (name, value) in headers)
            read[name] = value;
        return read;
    }

    private static bool IsKept(string name) =>
        name.Equals(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase)
        || name.Equals(EventId.Header, StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(CloudEventMode.HeaderPrefix, StringComparison.OrdinalIgnoreCase);
}
