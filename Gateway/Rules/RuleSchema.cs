using System.Reflection;

namespace Notifications.Rules;

/// <summary>The JSON Schema of rule files, for editors: anybody may read it.</summary>
internal static class RuleSchema
{
    private const string Resource = "rules.schema.json";
    private const string ContentType = "application/schema+json";

    public static void MapRuleSchema(this IEndpointRouteBuilder app) => app
        .MapGet("/schemas/rules.json", () => TypedResults.Stream(Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!, ContentType))
        .WithTags("Rules").WithSummary("The JSON Schema of rule files, by which an editor completes and checks them.")
        .Produces(StatusCodes.Status200OK, contentType: ContentType);
}
