using System.Globalization;

namespace Notifications.Rules;

/// <summary>The answer to rules or an expression that have errors: all of them with their places, and the first in words.</summary>
internal static class DraftProblem
{
    public static IResult Of(string problem, IReadOnlyList<DraftError> errors) => Results.Problem(
        errors.Count == 0 ? problem : string.Create(CultureInfo.InvariantCulture,
            $"{problem} The first is in line {errors[0].Line}, column {errors[0].Column}: {errors[0].Message}"),
        statusCode: StatusCodes.Status400BadRequest,
        extensions: errors.Count == 0 ? null : new Dictionary<string, object?> { ["errors"] = errors });
}
