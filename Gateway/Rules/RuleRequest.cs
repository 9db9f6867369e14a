using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;
using Notifications.Api;

namespace Notifications.Rules;

/// <summary>Reads what requests that change rules have in common: the condition, the comment and the text.</summary>
internal static class RuleRequest
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Who changes what, on which condition; or why that can't be told.</summary>
    public static (RuleWriting? Writing, string? Problem) Writing(HttpRequest request, ApiCaller caller, string key, string? comment)
    {
        if (key.Length > RuleLimits.MaxKey || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return (null, $"The key '{key}' may hold only letters, digits, - and _, at most {RuleLimits.MaxKey}.");
        if (comment?.Length > RuleLimits.MaxComment)
            return (null, $"The comment has more than {RuleLimits.MaxComment} characters.");
        var (match, noneMatch) = (request.Headers.IfMatch, request.Headers.IfNoneMatch);
        if (match.Count == 0 && noneMatch.Count == 0)
            return (new RuleWriting(caller.Name, comment, Expected: null), null);
        if (match.Count == 0 && noneMatch is ["*"])
            return (new RuleWriting(caller.Name, comment, Expected: 0), null);
        return noneMatch.Count == 0 && match is [var tag] && EntityTagHeaderValue.TryParse(tag, out var version)
            && long.TryParse(version.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var expected) && expected > 0
            ? (new RuleWriting(caller.Name, comment, expected), null)
            : (null, "If-Match names one version as ETag does, such as \"3\"; If-None-Match can only be *, for a rule that must be new.");
    }

    /// <summary>The text of the body; <see langword="null"/> where it is not UTF-8.</summary>
    public static async Task<string?> TextAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        try
        {
            return Strict.GetString(body.GetBuffer(), 0, (int)body.Length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
