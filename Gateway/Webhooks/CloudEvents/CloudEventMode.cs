using Notifications.Sources;

namespace Notifications.Webhooks.CloudEvents;

/// <summary>How a request carries CloudEvents.</summary>
internal enum CloudEventContent
{
    /// <summary>It does not: it is a product's own web hook.</summary>
    None,

    /// <summary>The body is the event.</summary>
    Structured,

    /// <summary>The body is a list of events.</summary>
    Batch,

    /// <summary>The headers are the event, the body is its data.</summary>
    Binary,

    /// <summary>The source sends nothing else, but the request does not say which; the body will tell.</summary>
    Untold,

    /// <summary>It does, in a format that is not JSON.</summary>
    Unsupported,
}

/// <summary>Tells by the headers how a request carries CloudEvents.</summary>
internal static class CloudEventMode
{
    public const string HeaderPrefix = "ce-";

    private const string Structured = "application/cloudevents";
    private const string Batch = "application/cloudevents-batch";

    public static CloudEventContent Of(Source source, IHeaderDictionary headers)
    {
        var contentType = headers.ContentType.ToString();
        var mediaType = contentType.Split(';')[0].Trim();
        if (mediaType.StartsWith(Structured, StringComparison.OrdinalIgnoreCase))
        {
            if (mediaType.Equals(Batch + "+json", StringComparison.OrdinalIgnoreCase))
                return CloudEventContent.Batch;
            return mediaType.Equals(Structured + "+json", StringComparison.OrdinalIgnoreCase)
                ? CloudEventContent.Structured
                : CloudEventContent.Unsupported;
        }

        if (headers.ContainsKey(HeaderPrefix + "specversion"))
            return CloudEventContent.Binary;
        return source.Kind is SourceKind.CloudEvents ? CloudEventContent.Untold : CloudEventContent.None;
    }
}
