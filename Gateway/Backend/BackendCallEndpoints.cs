using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Notifications.Api;
using Notifications.Cluster;
using Notifications.Rules;

namespace Notifications.Backend;

/// <summary>How calls to backend logic stand, for operators; <c>docs/backend.md</c> describes it.</summary>
internal static class BackendCallEndpoints
{
    private const int DefaultLimit = 100;

    public static RouteGroupBuilder MapBackendCalls(this RouteGroupBuilder api)
    {
        var calls = api.MapGroup("/backend-calls").RequireAuthorization(ApiRoles.Operator).WithTags("Backend logic");
        calls.MapGet("", ListAsync).WithSummary("Calls to backend logic, newest first.");
        calls.MapPost("/{id}/retry", RetryAsync).WithSummary("Makes a failed call once more, with all its tries.");
        return api;
    }

    private static async Task<Results<Ok<BackendCallList>, ProblemHttpResult>> ListAsync(
        ApiCaller caller, BackendCalls calls, CancellationToken cancellationToken,
        [Description("pending, done or failed; all where it is left out")] string? state = null,
        [Description("Key of a rule; all where it is left out")] string? rule = null,
        [Description("How many, 1 to 500")] int limit = DefaultLimit)
    {
        if (limit is < 1 or > IBackendCallsGrain.MaxLimit)
            return TypedResults.Problem($"'limit' must be 1 to {IBackendCallsGrain.MaxLimit}.", statusCode: StatusCodes.Status400BadRequest);
        BackendCallState? wanted = state switch
        {
            "pending" => BackendCallState.Pending,
            "done" => BackendCallState.Done,
            "failed" => BackendCallState.Failed,
            _ => null,
        };
        if (state is not null && wanted is null)
            return TypedResults.Problem("'state' must be pending, done or failed.", statusCode: StatusCodes.Status400BadRequest);
        var found = await calls.ListAsync(caller.Site, wanted, rule, limit, cancellationToken);
        return TypedResults.Ok(new BackendCallList([.. found.Select(BackendCallView.Of)]));
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> RetryAsync(
        string id, ApiCaller caller, BackendCalls calls, CancellationToken cancellationToken) =>
        await calls.RetryAsync(caller.Site, id, cancellationToken)
            ? TypedResults.Accepted((string?)null)
            : TypedResults.Problem($"There is no failed call '{id}'.", statusCode: StatusCodes.Status404NotFound);
}
