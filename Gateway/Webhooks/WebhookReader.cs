using Notifications.Sources;
using Notifications.Webhooks.CloudEvents;
using Notifications.Webhooks.Confluence;
using Notifications.Webhooks.Forge;
using Notifications.Webhooks.Jira;
using Notifications.Webhooks.Json;

namespace Notifications.Webhooks;

/// <summary>Makes events of a verified hook. Never throws for what a body holds.</summary>
internal sealed class WebhookReader(TimeProvider time)
{
    /// <summary>Reads one delivery.</summary>
    /// <param name="source">Who sent it.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="body">Its body.</param>
    /// <param name="received">When it came; now where that is not said.</param>
    public Delivery Read(Source source, IHeaderDictionary headers, ReadOnlyMemory<byte> body, DateTimeOffset? received = null)
    {
        var mode = CloudEventMode.Of(source, headers);
        if (mode is CloudEventContent.Unsupported)
            return Delivery.Refused(new Refusal("CloudEvents are read as JSON only: application/cloudevents+json or application/cloudevents-batch+json."));

        // An event without data is all headers.
        if (mode is CloudEventContent.Binary && body.IsEmpty)
            body = "{}"u8.ToArray();
        if (!StrictJson.TryRead(body, allowArray: mode is not CloudEventContent.None, out var document, out var refusal))
            return Delivery.Refused(refusal);
        using (document)
        {
            var hook = new Hook(source, headers, body, document.RootElement, received ?? time.GetUtcNow());
            if (mode is not CloudEventContent.None)
                return CloudEventNormaliser.Normalise(hook, mode);
            if (ForgeNormaliser.IsForge(hook.Root))
                return ForgeNormaliser.Normalise(hook);
            return source.Kind is SourceKind.Confluence ? ConfluenceNormaliser.Normalise(hook) : JiraNormaliser.Normalise(hook);
        }
    }
}
