using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Notifications.Tests.EndToEnd.Deploy;

/// <summary>A server in the place of a gateway: ready or not, with a web socket that says again what it was told.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandIn(WebApplication app, IPAddress address) => (_app, Address) = (app, address);

    public IPAddress Address { get; }

    public bool IsReady { get; set; } = true;

    /// <summary>Whether it takes a hook and ends the connection without an answer, as one that is killed.</summary>
    public bool IsMute { get; set; }

    public static async Task<StandIn> StartAsync(IPAddress address, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address, port));
        var app = builder.Build();
        app.UseWebSockets();
        var server = new StandIn(app, address);
        app.MapGet("/health/ready", () => Results.StatusCode(server.IsReady ? 200 : 503));
        app.MapGet("/who", () => address.ToString());
        app.MapGet("/from", (HttpRequest request) => $"{request.Headers["X-Forwarded-For"]} {request.Headers["X-Forwarded-Proto"]}");
        app.MapPost("/webhooks/full", (HttpResponse response) =>
        {
            response.Headers.RetryAfter = "7";
            return Results.StatusCode(429);
        });
        app.MapPost("/webhooks/jira", (HttpContext context) =>
        {
            if (server.IsMute)
                context.Abort();
            return address.ToString();
        });
        app.Map("/hub", EchoAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: WebSocketMessageType.Text } told)
                await socket.SendAsync(buffer.AsMemory(0, told.Count), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Gone without a word.
        }
    }
}
