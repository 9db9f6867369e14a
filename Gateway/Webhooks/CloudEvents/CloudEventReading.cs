using System.Net.Mime;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Notifications.Webhooks.Json;

namespace Notifications.Webhooks.CloudEvents;

/// <summary>Reads envelopes. The library checks names and formats of attributes, and says so by throwing, which ends here.</summary>
internal static class CloudEventReading
{
    private static readonly JsonEventFormatter Formatter = new();

    private static readonly string[] Required = ["specversion", "id", "source", "type"];

    /// <summary>An event whose attributes are members of an object.</summary>
    public static (CloudEvent? Event, Refusal? Refusal) Structured(JsonElement element, string path)
    {
        if (!element.IsObject())
            return (null, Refusal.At(path, $"An event is an object; this is {JsonElementReading.Describe(element)}."));

        // The library names what is missing too, but without a place.
        var missing = Array.Find(Required, name => element.At(name).Text() is null);
        return missing is null
            ? Guarded(path, () => Formatter.ConvertFromJsonElement(element, extensionAttributes: null))
            : (null, Refusal.At($"{path}.{missing}", $"The CloudEvents attribute '{missing}' is missing."));
    }

    /// <summary>An event whose attributes are headers.</summary>
    public static (CloudEvent? Event, Refusal? Refusal) Binary(Hook hook)
    {
        const string version = CloudEventMode.HeaderPrefix + "specversion";
        if (CloudEventsSpecVersion.FromVersionId(hook.Headers[version].ToString()) is not { } specVersion)
            return (null, new Refusal($"The header {version} is '{hook.Headers[version]}'; '1.0' was expected."));
        return Guarded(path: null, () =>
        {
            var cloudEvent = new CloudEvent(specVersion);
            foreach (var (name, values) in hook.Headers)
            {
                if (name.StartsWith(CloudEventMode.HeaderPrefix, StringComparison.OrdinalIgnoreCase) && !name.Equals(version, StringComparison.OrdinalIgnoreCase))
                    cloudEvent.SetAttributeFromString(name[CloudEventMode.HeaderPrefix.Length..].ToLowerInvariant(), Uri.UnescapeDataString(values.ToString()));
            }

            cloudEvent.DataContentType = MediaTypeNames.Application.Json;
            cloudEvent.Data = hook.Root;
            return cloudEvent;
        });
    }

    private static (CloudEvent? Event, Refusal? Refusal) Guarded(string? path, Func<CloudEvent> read)
    {
        try
        {
            var cloudEvent = read();
            if (cloudEvent.IsValid)
                return (cloudEvent, null);
            var missing = cloudEvent.SpecVersion.RequiredAttributes.First(attribute => cloudEvent[attribute] is null);
            return (null, new Refusal($"The CloudEvents attribute '{missing.Name}' is missing.", path is null ? null : new Place(path)));
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or NotSupportedException)
        {
            return (null, new Refusal($"This is not a CloudEvents envelope: {e.Message.ReplaceLineEndings(" ")}", path is null ? null : new Place(path)));
        }
    }
}
