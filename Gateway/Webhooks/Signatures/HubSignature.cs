using System.Security.Cryptography;
using System.Text;

namespace Notifications.Webhooks.Signatures;

/// <summary>Atlassian's way: <c>X-Hub-Signature: sha256=</c> and the hex of an HMAC over the raw body.</summary>
internal static class HubSignature
{
    public const string Header = "X-Hub-Signature";

    private const string Method = "sha256=";

    public static SignatureVerdict Verify(IReadOnlyList<string> secrets, IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var values = headers[Header];
        if (values.Count == 0 || string.IsNullOrWhiteSpace(values[0]))
            return new(SignatureOutcome.Missing, $"The header {Header} is missing.");
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (values.Count > 1 || !TryRead(values[0].AsSpan().Trim(), given))
            return new(SignatureOutcome.Malformed, $"The header {Header} is not 'sha256=' and {2 * HMACSHA256.HashSizeInBytes} hex digits.");

        // Every secret is tried, whichever fits, so that the time taken tells nothing.
        var valid = false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var secret in secrets)
        {
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
            valid |= CryptographicOperations.FixedTimeEquals(expected, given);
        }

        return valid
            ? SignatureVerdict.Valid
            : new(SignatureOutcome.Wrong, $"The header {Header} was not made of this body by a secret of this source.");
    }

    private static bool TryRead(ReadOnlySpan<char> text, Span<byte> signature) =>
        text.StartsWith(Method, StringComparison.OrdinalIgnoreCase)
        && text.Length == Method.Length + (2 * signature.Length)
        && Convert.FromHexString(text[Method.Length..], signature, out _, out _) is System.Buffers.OperationStatus.Done;
}
