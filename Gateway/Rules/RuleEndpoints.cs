using Microsoft.AspNetCore.Http.HttpResults;
using Notifications.Api;
using Notifications.Cluster;

namespace Notifications.Rules;

/// <summary>Rules by API. Everything is of the caller's site.</summary>
internal static class RuleEndpoints
{
    private const string Yaml = "application/yaml";

    public static void MapRules(this IEndpointRouteBuilder api)
    {
        var rules = api.MapGroup("/rules").WithTags("Rules").RequireAuthorization(ApiRoles.RuleAuthor);
        rules.MapGet("/", async (ApiCaller caller, SiteRules site, CancellationToken cancellationToken) =>
                TypedResults.Ok(await site.ListAsync(caller.Site, cancellationToken)))
            .WithSummary("What is in force, where each rule comes from, and how the files stand.");
        rules.MapGet("/{key}", ReadAsync)
            .WithSummary("One rule with its newest text; as that text itself where application/yaml is asked for.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        rules.MapPut("/{key}", PutAsync)
            .WithSummary("Puts a rule in force: one trigger, or a manifest with that trigger only, as YAML or JSON. An unchanged text makes no new version.")
            .Accepts<string>(Yaml, "text/yaml", "application/x-yaml", "application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        rules.MapDelete("/{key}", DeleteAsync)
            .WithSummary("Takes a rule out of force. Its versions stay, and it can be rolled back.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        rules.MapGet("/{key}/versions", ListVersionsAsync)
            .WithSummary($"The versions of a rule without their texts, newest first, {RuleLimits.MaxListedVersions} at a time; 'before' goes on from a version.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        rules.MapGet("/{key}/versions/{version:long}", ReadVersionAsync)
            .WithSummary("One version of a rule.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        rules.MapGet("/{key}/diff", DiffAsync)
            .WithSummary("What changed between two versions, as a unified diff.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain")
            .ProducesProblem(StatusCodes.Status404NotFound);
        rules.MapPost("/{key}/rollback", RollBackAsync)
            .WithSummary("Puts the text of an earlier version in force, as a new version.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static async Task<Results<Ok<RuleDetails>, ContentHttpResult, ProblemHttpResult>> ReadAsync(
        string key, ApiCaller caller, SiteRules site, HttpContext context)
    {
        if (await site.FindAsync(caller.Site, key, context.RequestAborted) is not { } rule)
            return RuleAnswers.NotFound(key);
        var newest = rule.Version is null ? null : await site.ReadAsync(caller.Site, key, rule.Version, context.RequestAborted);
        if (newest is not null)
            RuleAnswers.Tag(context, newest);
        return newest?.Text is { } text && context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == Yaml)
            ? TypedResults.Text(text, Yaml)
            : TypedResults.Ok(new RuleDetails(rule, newest?.Text, newest?.Comment));
    }

    private static async Task<Results<Ok<RuleVersion>, Created<RuleVersion>, ProblemHttpResult>> PutAsync(
        string key, string? comment, ApiCaller caller, SiteRules site, HttpContext context)
    {
        var (writing, problem) = RuleRequest.Writing(context.Request, caller, key, comment);
        if (writing is null)
            return RuleAnswers.Bad(problem!);
        if (await RuleRequest.TextAsync(context.Request, context.RequestAborted) is not { } text)
            return RuleAnswers.Bad("The body is not UTF-8.");
        return RuleAnswers.Of(context, key, await site.PutAsync(caller.Site, key, text, writing, context.RequestAborted));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string key, string? comment, ApiCaller caller, SiteRules site, HttpContext context)
    {
        var (writing, problem) = RuleRequest.Writing(context.Request, caller, key, comment);
        if (writing is null)
            return RuleAnswers.Bad(problem!);
        var written = await site.DeleteAsync(caller.Site, key, writing, context.RequestAborted);
        return written.Outcome is RuleOutcome.Written or RuleOutcome.Unchanged
            ? TypedResults.NoContent()
            : RuleAnswers.Problem(key, written);
    }

    private static async Task<Results<Ok<IReadOnlyList<RuleVersion>>, ProblemHttpResult>> ListVersionsAsync(
        string key, long? before, ApiCaller caller, SiteRules site, CancellationToken cancellationToken)
    {
        var versions = await site.ListVersionsAsync(caller.Site, key, before, cancellationToken);
        return versions.Count == 0 && before is null ? RuleAnswers.NotFound(key) : TypedResults.Ok(versions);
    }

    private static async Task<Results<Ok<RuleVersion>, ProblemHttpResult>> ReadVersionAsync(
        string key, long version, ApiCaller caller, SiteRules site, CancellationToken cancellationToken) =>
        await site.ReadAsync(caller.Site, key, version, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : RuleAnswers.NotFound(key);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> DiffAsync(
        string key, long from, long to, ApiCaller caller, SiteRules site, CancellationToken cancellationToken)
    {
        var one = await site.ReadAsync(caller.Site, key, from, cancellationToken);
        var other = await site.ReadAsync(caller.Site, key, to, cancellationToken);
        return one is null || other is null
            ? RuleAnswers.NotFound(key)
            : TypedResults.Text(UnifiedDiff.Of(Name(one), one.Text ?? "", Name(other), other.Text ?? ""), "text/plain");

        static string Name(RuleVersion version) => $"{version.Key} version {version.Version}";
    }

    private static async Task<Results<Ok<RuleVersion>, Created<RuleVersion>, ProblemHttpResult>> RollBackAsync(
        string key, RollbackRequest rollback, ApiCaller caller, SiteRules site, HttpContext context)
    {
        var (writing, problem) = RuleRequest.Writing(context.Request, caller, key, rollback.Comment ?? $"Back to version {rollback.To}");
        return writing is null
            ? RuleAnswers.Bad(problem!)
            : RuleAnswers.Of(context, key, await site.RollBackAsync(caller.Site, key, rollback.To, writing, context.RequestAborted));
    }
}
