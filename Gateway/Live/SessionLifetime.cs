using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Notifications.Live;

/// <summary>
/// Gives each connection its <see cref="Session"/>. SignalR's own lifetime manager is the only place that sees the
/// connection itself, to which a message that is serialised once can be written.
/// </summary>
internal sealed class SessionLifetime(
    Sessions sessions, IOptions<HubOptions> options, GatewayMetrics metrics, TimeProvider time,
    ILogger<DefaultHubLifetimeManager<NotificationHub>> logger)
    : DefaultHubLifetimeManager<NotificationHub>(logger)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        var session = new Session(connection, options.Value, metrics, time);
        connection.Items[typeof(Session)] = session;
        sessions.Add(session);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (connection.Items[typeof(Session)] is Session session)
            sessions.Remove(session);
        return base.OnDisconnectedAsync(connection);
    }
}
