using Microsoft.AspNetCore.Http.HttpResults;

namespace Notifications.Tokens;

/// <summary>Problems that carry the hub's name of a refusal.</summary>
internal static class CodedProblem
{
    public static ProblemHttpResult Of(int status, string code, string detail, string? place = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (place is not null)
            extensions["place"] = place;
        return TypedResults.Problem(detail, statusCode: status, extensions: extensions);
    }
}
