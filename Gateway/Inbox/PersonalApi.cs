using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Notifications.Api;
using Notifications.Http;
using Notifications.Tokens;
using Notifications.Users.Preferences;

namespace Notifications.Inbox;

/// <summary>The REST API of people: the hub's inbox for programs that hold a realtime token.</summary>
internal static class PersonalApi
{
    /// <summary>Where it is.</summary>
    public const string Root = ApiHosting.Root + "/me";

    /// <summary>The most bytes of a body.</summary>
    public const int MaxBodyBytes = 512 * 1024;

    private const string Policy = "inbox";
    private const string AllowedOrigins = "hub-origins";

    private static readonly TimeSpan PreflightLifetime = TimeSpan.FromMinutes(10);

    public static IServiceCollection AddPersonalApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, RealtimeTokenAuthentication>(RealtimeTokenAuthentication.Name, configureOptions: null);
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy
            .AddAuthenticationSchemes(RealtimeTokenAuthentication.Name).RequireAuthenticatedUser().RequireRole(Permissions.Inbox));
        services.AddRateLimiter(options => options.AddPolicy<string, PersonalLimit>(PersonalLimit.Name));
        services.AddSingleton<IConfigureOptions<Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions>>(provider =>
            new ConfigureOptions<Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions>(cors => cors.AddPolicy(AllowedOrigins, policy => policy
                .WithOrigins([.. provider.GetRequiredService<IOptions<Live.HubOptions>>().Value.AllowedOrigins])
                .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete)
                .WithHeaders(HeaderNames.Authorization, HeaderNames.ContentType)
                .WithExposedHeaders(HeaderNames.RetryAfter, HeaderNames.WWWAuthenticate)
                .SetPreflightMaxAge(PreflightLifetime))));
        return services.AddSingleton<InboxCalls>().AddSingleton<PersonalInbox>();
    }

    /// <summary>Refuses pages of other origins, and answers the preflights of those that may call.</summary>
    public static void UsePersonalOrigins(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase),
        personal =>
        {
            personal.Use((context, next) => context.RequestServices.GetRequiredService<OriginCheck>().InvokeAsync(context, next));
            // By name, and not by the endpoint: a preflight has a method of its own and none.
            personal.UseCors(AllowedOrigins);
        });

    public static void MapPersonalApi(this WebApplication app)
    {
        var personal = app.MapGroup(Root)
            .RequireAuthorization(Policy)
            .RequireRateLimiting(PersonalLimit.Name)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .AddEndpointFilter<CallFailures>()
            .WithTags("Inbox")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        personal.MapPersonalInbox();
        personal.MapPersonalPreferences();
    }
}
