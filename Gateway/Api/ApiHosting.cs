using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notifications.Inbox;
using Notifications.Live;

namespace Notifications.Api;

/// <summary>The REST API: its callers, its bounds and its root. What it offers is mapped by the concern that offers it.</summary>
internal static class ApiHosting
{
    /// <summary>Where it is.</summary>
    public const string Root = "/api/v1";

    /// <summary>The most bytes of a body.</summary>
    public const int MaxBodyBytes = 2 * 1024 * 1024;

    private const string AnyKey = "api-key";

    public static IServiceCollection AddNotificationsApi(this IServiceCollection services)
    {
        services.AddOptions<ApiKeysOptions>().BindConfiguration("");
        services.AddSingleton<ApiKeyCatalog>().AddSingleton<Audit>();
        services.TryAddSingleton<GatewayMetrics>();
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeyCatalog>());
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, configureOptions: null);
        var authorization = services.AddAuthorizationBuilder()
            .AddPolicy(AnyKey, policy => policy.AddAuthenticationSchemes(ApiKeyAuthentication.Name).RequireAuthenticatedUser());
        foreach (var role in ApiRoles.All)
            authorization.AddPolicy(role, policy => policy.AddAuthenticationSchemes(ApiKeyAuthentication.Name).RequireRole(role));
        services.AddRateLimiter(options => options.AddPolicy<string, ApiConcurrency>(ApiConcurrency.Name));
        services.AddCors();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Explain);
        return services;
    }

    /// <summary>
    /// Maps the API's root. Whoever has a configured key may call what is mapped below it; an endpoint that needs a role says
    /// <c>RequireAuthorization(ApiRoles.…)</c>, and takes an <see cref="ApiCaller"/>.
    /// </summary>
    public static RouteGroupBuilder MapNotificationsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Root)
            .RequireAuthorization(AnyKey)
            .RequireRateLimiting(ApiConcurrency.Name)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .AddEndpointFilter<CallFailures>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/caller", (ApiCaller caller) => TypedResults.Ok(caller))
            .WithTags("API").WithSummary("Which API key this is, for which site, and what it may do.");
        return api;
    }

    // What the framework refuses by itself, it refuses without a word of what to do.
    private static void Explain(ProblemDetailsContext context)
    {
        context.ProblemDetails.Detail ??= DetailOf(context);
        // People's programs go by codes.
        if (context.ProblemDetails.Status == StatusCodes.Status413PayloadTooLarge
            && context.HttpContext.Request.Path.StartsWithSegments(PersonalApi.Root, StringComparison.OrdinalIgnoreCase))
        {
            context.ProblemDetails.Extensions.TryAdd("code", "body_too_large");
        }
    }

    private static string? DetailOf(ProblemDetailsContext context) => context.ProblemDetails.Status switch
    {
        StatusCodes.Status413PayloadTooLarge
            when EndpointOf(context.HttpContext)?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize is { } bytes =>
            $"The body has more than {bytes} bytes.",
        StatusCodes.Status415UnsupportedMediaType =>
            $"The body may not be '{context.HttpContext.Request.ContentType}'. Send the Content-Type that the interface's description at /openapi/v1.json names.",
        _ => null,
    };

    // The exception handler takes the endpoint away before it asks for the problem's details.
    private static Endpoint? EndpointOf(HttpContext context) =>
        context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
}
