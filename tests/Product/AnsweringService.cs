using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Notifications.Tests.Product;

/// <summary>A service of somebody else on loopback, whose answers a test gives.</summary>
public sealed class AnsweringService : IAsyncDisposable
{
    /// <summary>A secret as Standard Webhooks write it, of our own invention.</summary>
    public const string Secret = "whsec_YSBzZWNyZXQgb2Ygb3VyIG93biBpbnZlbnRpb24=";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<ServiceRequest> _requests = Channel.CreateUnbounded<ServiceRequest>();
    private readonly WebApplication _app;

    private AnsweringService(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            await _requests.Writer.WriteAsync(new ServiceRequest(new HeaderDictionary(context.Request.Headers.ToDictionary()), body.ToArray()));
            await answer(context);
        });
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<AnsweringService> StartAsync(Func<HttpContext, Task> answer)
    {
        var service = new AnsweringService(answer);
        await service._app.StartAsync();
        return service;
    }

    public static async Task WriteAsync(HttpContext context, int status, string body = "")
    {
        context.Response.StatusCode = status;
        if (body.Length > 0)
            await context.Response.WriteAsync(body);
    }

    /// <summary>The next request that nobody has read here; it may not be answered yet.</summary>
    public Task<ServiceRequest> NextAsync() => _requests.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>What a service was asked.</summary>
public sealed record ServiceRequest(IHeaderDictionary Headers, byte[] Body);
