using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Notifications.Webhooks;
using Notifications.Webhooks.Json;

namespace Notifications.Api;

/// <summary>Reads a body of JSON, and says of one that is wrong where and why.</summary>
internal static class JsonBody
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <summary>Reads all of a body; its length is bounded by the endpoint.</summary>
    public static async Task<byte[]> ReadBytesAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.ToArray();
    }

    /// <summary>Reads what a body says, or the answer that refuses it.</summary>
    public static bool TryRead<T>(byte[] body, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out IResult? refusal)
        where T : class
    {
        (value, refusal) = (null, null);
        if (!StrictJson.TryRead(body, allowArray: false, out var document, out var wrong))
        {
            refusal = Refuse(wrong);
            return false;
        }

        using (document)
        {
            try
            {
                value = document.Deserialize<T>(Options) ?? throw new JsonException("The body is null.");
                return true;
            }
            catch (JsonException e)
            {
                refusal = Refuse(Refusal.At(e.Path ?? "$", Describe(e)));
                return false;
            }
        }
    }

    /// <summary>The answer to a body that can't be used.</summary>
    public static IResult Refuse(Refusal refusal) => Results.Problem(
        refusal.ToString(), statusCode: StatusCodes.Status400BadRequest,
        extensions: refusal.Place is null ? null : new Dictionary<string, object?> { ["place"] = refusal.Place });

    private static string Describe(JsonException e) =>
        e.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "There is no such property; see /openapi/v1.json."
        : e.Message.Contains("missing required", StringComparison.Ordinal) ? "A property that is required is missing; see /openapi/v1.json."
        : "The value is not of the type that this property has; see /openapi/v1.json.";
}
