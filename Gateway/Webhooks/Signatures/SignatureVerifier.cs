using Notifications.Sources;

namespace Notifications.Webhooks.Signatures;

/// <summary>Decides whether a hook is from whom it says.</summary>
internal sealed class SignatureVerifier(TimeProvider time)
{
    /// <summary>Checks the raw bytes of a hook, before anybody reads them.</summary>
    public SignatureVerdict Verify(Source source, IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        if (source.Secrets.Count == 0)
            return new(SignatureOutcome.NoSecret, $"The source '{source.Name}' has no secret. Configure one as Sources:{source.Name}:Secrets:0 and in the product that sends the hooks.");

        // Senders of CloudEvents differ. A hook that has both is held to the stricter one, which has a time.
        return source.Kind is SourceKind.CloudEvents
            && (headers.ContainsKey(StandardWebhooks.SignatureHeader) || !headers.ContainsKey(HubSignature.Header))
            ? StandardWebhooks.Verify(source.Secrets, headers, body, time.GetUtcNow())
            : HubSignature.Verify(source.Secrets, headers, body);
    }
}
