using Notifications.Api;
using Notifications.Cluster;
using Notifications.Rules.Evaluating;

namespace Notifications.Rules;

/// <summary><c>/rules/evaluate</c>: an expression or a rule on one event, and what each part of it gave.</summary>
internal static class EvaluationEndpoint
{
    public static void MapEvaluation(this IEndpointRouteBuilder api) => api.MapPost("/rules/evaluate", EvaluateAsync)
        .RequireAuthorization(ApiRoles.RuleAuthor)
        .WithTags("Rules")
        .WithSummary("Evaluates an expression or a rule on one event. Tells nobody.")
        .Accepts<EvaluationRequest>("application/json")
        .Produces<Evaluated>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<IResult> EvaluateAsync(HttpRequest request, ApiCaller caller, Playgrounds playgrounds, TimeProvider time)
    {
        var body = await JsonBody.ReadBytesAsync(request);
        if (!JsonBody.TryRead<EvaluationRequest>(body, out var asked, out var refused))
            return refused;
        if (!asked.TryMakeOrder(caller.Site, time.GetUtcNow(), out var order, out var refusal))
            return JsonBody.Refuse(refusal);

        var evaluated = await playgrounds.EvaluateAsync(caller.Site, order);
        return evaluated.Problem is null ? Results.Ok(evaluated) : DraftProblem.Of(evaluated.Problem, evaluated.Errors);
    }
}
