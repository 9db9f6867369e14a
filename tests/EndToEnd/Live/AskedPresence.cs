using System.Net.Http.Headers;
using System.Text.Json;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Live;

/// <summary>Who looks at a subject, as an operator is told by REST.</summary>
internal static class AskedPresence
{
    public static async Task<JsonElement> OfAsync(GatewayProcess gateway, string subject)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/subjects/{subject}/presence");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayProcess.ApiSecret);
        using var answer = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonElement.Parse(text);
    }
}
