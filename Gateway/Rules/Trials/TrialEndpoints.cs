using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Notifications.Api;
using Notifications.Cluster;
using Notifications.Rules.Trials;

namespace Notifications.Rules;

/// <summary><c>/rules/try</c> and <c>/rules/trials</c>: draft rules on past events.</summary>
internal static class TrialEndpoints
{
    private const string Missing =
        "There is no such trial. A result is kept for 15 minutes, and a trial is lost with the silo that runs it. Start it again.";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void MapTrials(this IEndpointRouteBuilder api)
    {
        var trials = api.MapGroup("/rules").RequireAuthorization(ApiRoles.RuleAuthor).WithTags("Rules");
        trials.MapPost("/try", StartAsync)
            .WithSummary("Tries draft rules on past events: who would have been notified, compared with what is in force. Tells nobody.")
            .Accepts<TrialRequest>("application/json", "application/yaml")
            .Produces<TrialReport>()
            .Produces<TrialView>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        trials.MapGet("/trials/{id}", async (string id, ApiCaller caller, RuleTrials grains) => Found(await grains.ReadAsync(caller.Site, id)))
            .WithSummary("How far a trial is, and its result once it has ended.")
            .Produces<TrialView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        trials.MapDelete("/trials/{id}", async (string id, ApiCaller caller, RuleTrials grains) => Found(await grains.StopAsync(caller.Site, id)))
            .WithSummary("Stops a trial.")
            .Produces<TrialView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> StartAsync(HttpContext context, ApiCaller caller, RuleTrials grains)
    {
        var (request, refusal) = await ReadAsync(context.Request);
        if (request is null)
            return refusal!;

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var state = await grains.StartAsync(caller.Site, id, request.ToOrder());
        if (state.Status is TrialStatus.Refused)
            return DraftProblem.Of(state.Problem!, state.Errors);
        if (state.Status is TrialStatus.Busy)
        {
            context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return Results.Problem(state.Problem, statusCode: StatusCodes.Status429TooManyRequests);
        }

        state = await grains.ReadAsync(caller.Site, id, TrialLimits.Patience);
        return state switch
        {
            null => Results.Problem(Missing, statusCode: StatusCodes.Status404NotFound),
            { Status: TrialStatus.Done, Result: { } report } => Results.Ok(report),
            { Status: TrialStatus.Failed } => Results.Problem(state.Problem, statusCode: StatusCodes.Status503ServiceUnavailable),
            _ => Results.Accepted($"{ApiHosting.Root}/rules/trials/{id}", TrialView.Of(state)),
        };
    }

    private static async Task<(TrialRequest? Request, IResult? Refusal)> ReadAsync(HttpRequest request)
    {
        var type = request.ContentType?.Split(';')[0].Trim();
        var isYaml = type is "application/yaml" or "application/x-yaml" or "text/yaml";
        if (!isYaml && type is not "application/json")
        {
            return (null, Results.Problem(
                "Send application/json, or the rules alone as application/yaml with the rest in the query.",
                statusCode: StatusCodes.Status415UnsupportedMediaType));
        }

        var body = await JsonBody.ReadBytesAsync(request);
        if (!isYaml)
        {
            if (!JsonBody.TryRead<TrialRequest>(body, out var read, out var refusal))
                return (null, refusal);
            return (NullEntries.Find("subjects", read.Subjects) ?? NullEntries.Find("types", read.Types)) is { } wrong
                ? (null, JsonBody.Refuse(wrong))
                : (read, null);
        }

        try
        {
            return (TrialRequest.Of(Strict.GetString(body).TrimStart('\uFEFF'), request.Query), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, Results.Problem("The rules are not UTF-8.", statusCode: StatusCodes.Status400BadRequest));
        }
    }

    private static IResult Found(TrialState? state) => state is null
        ? Results.Problem(Missing, statusCode: StatusCodes.Status404NotFound)
        : Results.Ok(TrialView.Of(state));
}
