using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Security;

/// <summary>Everybody who might call, rightly or not.</summary>
internal static class Caller
{
    /// <summary>Whose the data is.</summary>
    public const string Owner = "mila";

    /// <summary>What is the owner's, which nobody else may see.</summary>
    public const string Secret = "OWN-1";

    /// <summary>A subject that tokens cover unless they are for another one.</summary>
    public const string Subject = "jira:issue:" + Secret;

    /// <summary>The realtime token of a caller; <see langword="null"/> for whoever has none.</summary>
    public static string? TokenOf(GatewayProcess gateway, string caller)
    {
        var tokens = new Tokens(gateway.KeyFile);
        return caller switch
        {
            "forged" => Tokens.Forged(Owner, [Subject]),
            "unsigned" => Tokens.SignedByNobody(Owner, [Subject]),
            "public key" => tokens.SignedWithPublicKey(Owner, [Subject]),
            "expired" => tokens.For(Owner, [Subject], lifetime: TimeSpan.FromMinutes(-1)),
            "other audience" => tokens.For(Owner, [Subject], audience: "somebody"),
            "api key" => GatewayProcess.ApiSecret,
            "other user" => tokens.For("somebody-else", [Subject]),
            "other site" => tokens.For(Owner, [Subject], site: "other"),
            "other subject" => tokens.For(Owner, ["jira:issue:OTHER-1"]),
            "flags only" => tokens.For(Owner, [Subject], permissions: ["flags"]),
            "inbox only" => tokens.For(Owner, [Subject], permissions: ["inbox"]),
            "no permissions" => tokens.For(Owner, [Subject], permissions: []),
            "rightful" or "cookie" or "in the address" => tokens.For(Owner, [Subject]),
            _ => null,
        };
    }

    /// <summary>Every call by every caller.</summary>
    public static TheoryData<int, string> Matrix(int calls, params string[] callers)
    {
        var matrix = new TheoryData<int, string>();
        for (var call = 0; call < calls; call++)
        {
            foreach (var caller in callers)
                matrix.Add(call, caller);
        }

        return matrix;
    }

    /// <summary>The owner gets something that nobody else may see, nor change.</summary>
    public static async Task GiveOwnerAsync(GatewayProcess gateway)
    {
        var (status, answer) = await SendAsync(
            gateway, "PUT", "/api/v1/me/preferences", new { mutes = new[] { new { subject = Subject } } }, TokenOf(gateway, "rightful"));
        Assert.True(status == HttpStatusCode.OK, answer);
    }

    /// <summary>Fails unless the owner has it still, or has not where he took it away himself.</summary>
    public static async Task AssertOwnersAsync(GatewayProcess gateway, bool isGone)
    {
        var (_, answer) = await SendAsync(gateway, "GET", "/api/v1/me/preferences", null, TokenOf(gateway, "rightful"));
        Assert.Equal(isGone, !answer.Contains(Secret, StringComparison.Ordinal));
    }

    public static async Task<(HttpStatusCode Status, string Answer)> SendAsync(
        GatewayProcess gateway, string method, string path, object? body, string? bearer, string? cookie = null)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
            if (bearer is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            if (cookie is not null)
                request.Headers.Add("Cookie", $"token={cookie}; access_token={cookie}; Authorization=Bearer {cookie}");
            if (body is not null)
                request.Content = JsonContent.Create(body);
            using var answer = await gateway.Http.SendAsync(request);
            // The matrix is one person in a hurry.
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
                return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }
}
