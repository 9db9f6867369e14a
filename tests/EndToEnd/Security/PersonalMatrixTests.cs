using System.Net;
using System.Text.Json;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Security;

/// <summary>Every call of a person by REST, by everybody who might make it: nobody sees or changes another's.</summary>
public sealed class PersonalMatrixTests(SharedGateway shared)
{
    internal static readonly (string Method, string Route, string Path, object? Body)[] Routes =
    [
        ("GET", "/api/v1/me/inbox", "/api/v1/me/inbox?view=all", null),
        ("POST", "/api/v1/me/inbox/changes", "/api/v1/me/inbox/changes", new { operation = "seen", all = new { view = "all" } }),
        ("GET", "/api/v1/me/counts", "/api/v1/me/counts", null),
        ("GET", "/api/v1/me/preferences", "/api/v1/me/preferences", null),
        ("PUT", "/api/v1/me/preferences", "/api/v1/me/preferences", new { }),
        ("PUT", "/api/v1/me/mutes/{subject}", "/api/v1/me/mutes/jira:issue:OTHER-1", null),
        ("DELETE", "/api/v1/me/mutes/{subject}", "/api/v1/me/mutes/jira:issue:OTHER-1", null),
        ("GET", "/api/v1/me/preferences/effective", $"/api/v1/me/preferences/effective?rule=r&source=jira&subject={Caller.Subject}", null),
    ];

    private readonly GatewayProcess _gateway = shared.Gateway;

    public static TheoryData<int, string> Matrix => Caller.Matrix(
        Routes.Length, "anonymous", "forged", "unsigned", "public key", "expired", "other audience", "api key", "cookie", "in the address",
        "other user", "other site", "other subject", "flags only", "no permissions", "rightful");

    [Theory, MemberData(nameof(Matrix))]
    public async Task Only_whose_it_is_gets_through(int route, string caller)
    {
        var (method, _, path, body) = Routes[route];
        await Caller.GiveOwnerAsync(_gateway);

        var (status, answer) = await SendAsync(method, path, body, caller);

        // What a person has is the person's, whatever subject the session has open.
        var isOwner = caller is "rightful" or "other subject";
        var (expected, code) = caller switch
        {
            "other user" or "other site" or "other subject" or "rightful" => (HttpStatusCode.OK, null),
            "flags only" or "no permissions" => (HttpStatusCode.Forbidden, "permission_missing"),
            "anonymous" or "cookie" or "in the address" => (HttpStatusCode.Unauthorized, "token_missing"),
            "forged" or "unsigned" or "public key" => (HttpStatusCode.Unauthorized, "token_forged"),
            "api key" => (HttpStatusCode.Unauthorized, "token_malformed"),
            "expired" => (HttpStatusCode.Unauthorized, "token_expired"),
            _ => (HttpStatusCode.Unauthorized, "token_wrong_audience"),
        };
        Assert.True(expected == status, $"{status}: {answer}");
        if (code is not null)
            Assert.Equal(code, JsonElement.Parse(answer).GetProperty("code").GetString());
        if (!isOwner)
            Assert.DoesNotContain(Caller.Secret, answer, StringComparison.Ordinal);
        await Caller.AssertOwnersAsync(_gateway, isOwner && (method, path) == ("PUT", "/api/v1/me/preferences"));
    }

    private Task<(HttpStatusCode Status, string Answer)> SendAsync(string method, string path, object? body, string caller)
    {
        var token = Caller.TokenOf(_gateway, caller);
        return caller switch
        {
            "cookie" => Caller.SendAsync(_gateway, method, path, body, bearer: null, cookie: token),
            "in the address" => Caller.SendAsync(
                _gateway, method, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}access_token={token}", body, bearer: null),
            _ => Caller.SendAsync(_gateway, method, path, body, token),
        };
    }
}
