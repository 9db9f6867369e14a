using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Notifications.Rules;

/// <summary>One rule: where it comes from and, where it was written by API, its text.</summary>
/// <param name="Rule">Where it comes from.</param>
/// <param name="Text">Its newest text as it was sent; <see langword="null"/> where a file states it.</param>
/// <param name="Comment">What its author said about that text.</param>
internal sealed record RuleDetails(RuleInForce Rule, string? Text, string? Comment);

/// <summary>Which version to go back to.</summary>
/// <param name="To">Its number.</param>
/// <param name="Comment">Why.</param>
internal sealed record RollbackRequest(long To, string? Comment);

/// <summary>Answers in the words of HTTP what became of a change.</summary>
internal static class RuleAnswers
{
    public static Results<Ok<RuleVersion>, Created<RuleVersion>, ProblemHttpResult> Of(HttpContext context, string key, RuleWritten written)
    {
        if (written is { Outcome: RuleOutcome.Written or RuleOutcome.Unchanged, Newest: { } newest })
        {
            Tag(context, newest);
            return written.Outcome == RuleOutcome.Written && newest.Version == 1
                ? TypedResults.Created($"{context.Request.PathBase}{context.Request.Path}", newest)
                : TypedResults.Ok(newest);
        }

        return Problem(key, written);
    }

    /// <summary>Why nothing was changed, and what to do.</summary>
    public static ProblemHttpResult Problem(string key, RuleWritten written) => written.Outcome switch
    {
        RuleOutcome.Invalid => Invalid(written.Errors),
        RuleOutcome.StatedByFile => Problem(StatusCodes.Status409Conflict,
            $"The file '{written.File}' states '{key}', and a rule has one owner. Change it there, take it out there first, or use another key."),
        RuleOutcome.NotExpected => Problem(StatusCodes.Status412PreconditionFailed, written.Newest is { Deleted: false } newest
            ? $"The newest version of '{key}' is {newest.Version}, written by '{newest.Author}'. Read it, and send your change on top of it."
            : $"There is no rule '{key}' now. Send it without If-Match to make it."),
        RuleOutcome.TooMany => Problem(StatusCodes.Status409Conflict,
            $"The site has {RuleLimits.MaxRules} rules that were written by API, which is the most. Delete some first."),
        _ => NotFound(key),
    };

    public static ProblemHttpResult Invalid(IReadOnlyList<RuleTextError> errors) => TypedResults.Problem(
        $"The rule has {errors.Count} error(s); it was not put in force.", statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["errors"] = errors });

    public static ProblemHttpResult NotFound(string key) => Problem(StatusCodes.Status404NotFound,
        $"There is no rule '{key}', or no such version of it. GET {Api.ApiHosting.Root}/rules lists what there is.");

    public static ProblemHttpResult Bad(string detail) => Problem(StatusCodes.Status400BadRequest, detail);

    /// <summary>Names the version, for <c>If-Match</c>.</summary>
    public static void Tag(HttpContext context, RuleVersion version) =>
        context.Response.Headers[HeaderNames.ETag] = $"\"{version.Version}\"";

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
