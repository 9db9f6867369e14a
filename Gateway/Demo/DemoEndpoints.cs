using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Notifications.Sources;
using Notifications.Subjects;
using Notifications.Tokens;

namespace Notifications.Demo;

/// <summary>What the demo pages call: a world to look at, a sign-in without a password, and a way to make things happen.</summary>
internal static class DemoEndpoints
{
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(15);

    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.Section);
        services.AddHttpClient();
        return services.AddSingleton<DemoWorld>().AddSingleton<DemoHooks>().AddSingleton<DemoScenarios>();
    }

    /// <summary>Serves the demo and its pages where it is enabled.</summary>
    public static void MapDemo(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
            return;
        app.UseDefaultFiles();
        app.UseStaticFiles();
        var demo = app.MapGroup("/demo").WithTags("Demo").ExcludeFromDescription();
        demo.MapGet("/world", (DemoWorld world) => world.Snapshot());
        demo.MapGet("/session", SignIn);
        demo.MapPost("/events", SendAsync);
        app.MapGet($"/browse/{DemoWorld.IssueSubject.Id}", BrowseIssue).ExcludeFromDescription();
    }

    // Rules link to issues as Jira does. Whoever follows such a link in the demo stays who he was.
    private static RedirectHttpResult BrowseIssue(HttpRequest request)
    {
        var user = Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page)
            ? QueryHelpers.ParseQuery(page.Query)["user"].ToString()
            : "";
        return TypedResults.LocalRedirect($"~/issue.html?user={Uri.EscapeDataString(user)}");
    }

    private static IResult SignIn(string? user, string? subject, TokenSigner signer)
    {
        if (!DemoWorld.Users.Any(known => known.Id == user))
            return Bad($"'{user}' is not a user of the demo.");
        if (!Subject.TryParse(subject, out var wanted) || (wanted != DemoWorld.IssueSubject && wanted != DemoWorld.PageSubject))
            return Bad($"'{subject}' is not a subject of the demo.");
        var token = signer.Sign(SiteName.Default, user!, [wanted], [Permissions.Flags, Permissions.Inbox, Permissions.Presence], TokenLifetime);
        return Results.Ok(new { token });
    }

    private static async Task<IResult> SendAsync(
        DemoEventRequest request, DemoScenarios scenarios, SourceCatalog sources, IServer server, IHttpClientFactory clients,
        TimeProvider time, CancellationToken cancellationToken)
    {
        string source;
        JsonObject body;
        try
        {
            (source, body) = scenarios.Run(request);
        }
        catch (DemoException e)
        {
            return Bad(e.Message);
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        var secret = sources.Find(source)?.Secrets is [var first, ..] ? first : null;
        if (secret is null)
            return Bad($"The demo needs a source '{source}' with a secret.");
        var path = $"/webhooks/{source}";
        using var hook = new HttpRequestMessage(HttpMethod.Post, OwnAddress(server) + path) { Content = new ByteArrayContent(bytes) };
        hook.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        hook.Headers.Add("X-Hub-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret), bytes)));

        var start = time.GetTimestamp();
        using var answer = await clients.CreateClient().SendAsync(hook, cancellationToken);
        var elapsed = time.GetElapsedTime(start).TotalMilliseconds;
        var types = answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))?["events"]?.AsArray().Select(e => e!["type"]!.GetValue<string>()).ToArray()
            : null;
        return Results.Ok(new DemoEventAnswer("POST", path, (int)answer.StatusCode, Math.Round(elapsed, 1), types ?? []));
    }

    private static string OwnAddress(IServer server)
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses
            .OrderBy(a => a.StartsWith("https", StringComparison.Ordinal)).First();
        return address.Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .TrimEnd('/');
    }

    private static IResult Bad(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}
