using System.Net.Http.Headers;
using System.Net.Http.Json;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Users;

/// <summary>Calls of the REST API as an operator makes them.</summary>
internal static class Api
{
    public static Task<HttpResponseMessage> PutIdentityAsync(GatewayProcess gateway, string user, params (string Kind, string Value)[] names) => SendAsync(
        gateway, HttpMethod.Put, $"identities/{Uri.EscapeDataString(user)}",
        new { identifiers = names.Select(name => new { kind = name.Kind, value = name.Value }) });

    public static async Task<HttpResponseMessage> SendAsync(GatewayProcess gateway, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayProcess.ApiSecret);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return await gateway.Http.SendAsync(request);
    }
}
