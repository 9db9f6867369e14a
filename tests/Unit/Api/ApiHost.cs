using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Notifications.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notifications.Hosting;

namespace Notifications.Tests.Unit.Api;

/// <summary>The gateway's pipeline on a real socket, with endpoints of the test's own.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string OperatorSecret = "the secret of an operator";
    public const string AuthorSecret = "the secret of an author";

    private readonly WebApplication _app;

    private ApiHost(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public static async Task<ApiHost> StartAsync(Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ApiKeys:olga:Secrets:0"] = OperatorSecret,
            ["ApiKeys:olga:Roles:0"] = "operator",
            ["ApiKeys:olga:Site"] = "acme",
            ["ApiKeys:arno:Secrets:0"] = AuthorSecret,
            ["ApiKeys:arno:Roles:0"] = "rule-author",
        });
        builder.Services.AddNotificationsApi();
        var app = builder.Build();
        app.UseNotificationsPipeline();
        map(app.MapNotificationsApi());
        await app.StartAsync();
        return new ApiHost(app);
    }

    public async Task<HttpResponseMessage> SendAsync(string? authorization, HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
