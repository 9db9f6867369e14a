using System.Text.Json;
using CloudNative.CloudEvents;
using Notifications.Subjects;
using Notifications.Webhooks.Forge;

namespace Notifications.Webhooks.CloudEvents;

/// <summary>
/// What a CloudEvent is about: its subject where that is <c>kind:id</c>, else the subject's text as it is; without one
/// what Forge's payload says, else the whole of where it comes from.
/// </summary>
internal static class CloudEventSubject
{
    public static SubjectPart? Of(string source, CloudEvent cloudEvent, JsonElement data)
    {
        if (cloudEvent.Subject is { } text && !string.IsNullOrWhiteSpace(text))
            return OfText(source, text);
        return (cloudEvent.Type!.StartsWith(EventTypeName.Prefix, StringComparison.Ordinal)
                ? ForgeNormaliser.SubjectOf(source, cloudEvent.Type, data)
                : null)
            ?? new SubjectPart("source", cloudEvent.Source!.OriginalString);
    }

    private static SubjectPart OfText(string source, string text)
    {
        // A sender who writes our subjects in full means the same as one who leaves the source out.
        var own = text.StartsWith(source + ":", StringComparison.Ordinal) && Subject.TryParse(text, out _)
            ? text[(source.Length + 1)..]
            : text;
        var colon = own.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < own.Length - 1 && IsKind(own.AsSpan(0, colon)) && !own.AsSpan(colon + 1).StartsWith("//")
            ? new SubjectPart(own[..colon], own[(colon + 1)..])
            : new SubjectPart("subject", own);
    }

    private static bool IsKind(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
                return false;
        }

        return true;
    }
}
