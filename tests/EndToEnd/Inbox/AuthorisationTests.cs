using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Inbox;

/// <summary>Every call of the inbox by everybody who might make it: only whose it is gets through, and nobody sees another's.</summary>
public sealed class AuthorisationTests(SharedGateway shared)
{
    private const string Owner = "mila";
    private const string Muted = "jira:issue:OWN-1";
    private const string Secret = "OWN-1";

    private readonly GatewayProcess _gateway = shared.Gateway;

    private static readonly (string Method, object Argument)[] HubCalls =
    [
        ("inbox", new { view = "all" }),
        ("change", new { operation = "seen", all = new { view = "all" } }),
        ("changes", new { position = new { epoch = "x", sequence = 0 } }),
        ("acknowledge", new { ids = new[] { "x" } }),
        ("preferences", new { }),
        ("setPreferences", new { preferences = new { } }),
        ("mute", new { subject = "jira:issue:OTHER-1" }),
        ("unmute", new { subject = "jira:issue:OTHER-1" }),
        ("effective", new { rule = "r", source = "jira", subject = Muted }),
    ];

    private static readonly (string Method, string Path, object? Body)[] Routes =
    [
        ("GET", "/api/v1/me/inbox?view=all", null),
        ("POST", "/api/v1/me/inbox/changes", new { operation = "seen", all = new { view = "all" } }),
        ("GET", "/api/v1/me/counts", null),
        ("GET", "/api/v1/me/preferences", null),
        ("PUT", "/api/v1/me/preferences", new { }),
        ("PUT", "/api/v1/me/mutes/jira:issue:OTHER-1", null),
        ("DELETE", "/api/v1/me/mutes/jira:issue:OTHER-1", null),
        ("GET", $"/api/v1/me/preferences/effective?rule=r&source=jira&subject={Muted}", null),
    ];

    public static TheoryData<int, string> HubMatrix => Matrix(
        HubCalls.Length, "anonymous", "forged", "unsigned", "expired", "other user", "other site", "flags only", "no permissions", "rightful");

    public static TheoryData<int, string> RouteMatrix => Matrix(
        Routes.Length, "anonymous", "forged", "unsigned", "public key", "expired", "other audience", "api key", "cookie", "in the address",
        "other user", "other site", "flags only", "no permissions", "rightful");

    [Fact]
    public async Task Operators()
    {
        (string Method, string Path, object? Body)[] routes =
        [
            ("GET", $"/api/v1/users/{Owner}/inbox?view=all", null),
            ("GET", $"/api/v1/users/{Owner}/preferences/effective?rule=r&source=jira&subject={Muted}", null),
            ("POST", $"/api/v1/users/{Owner}/withdrawals", new { subject = "jira:issue:NONE-1" }),
        ];
        await using var gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string>
        {
            ["ApiKeys__author__Secrets__0"] = "secret of a rule author",
            ["ApiKeys__author__Roles__0"] = "rule-author",
            ["ApiKeys__foreign__Secrets__0"] = "secret of another site",
            ["ApiKeys__foreign__Roles__0"] = "operator",
            ["ApiKeys__foreign__Site"] = "other",
        });
        (string Caller, string? Bearer, HttpStatusCode Expected)[] callers =
        [
            ("anonymous", null, HttpStatusCode.Unauthorized),
            ("unknown key", "a secret that nobody has", HttpStatusCode.Unauthorized),
            ("realtime token", new Tokens(gateway.KeyFile).For(Owner, []), HttpStatusCode.Unauthorized),
            ("without role", "secret of a rule author", HttpStatusCode.Forbidden),
            ("other site", "secret of another site", HttpStatusCode.OK),
            ("rightful", GatewayProcess.ApiSecret, HttpStatusCode.OK),
        ];
        await GiveOwnerAsync(gateway);
        foreach (var (method, path, body) in routes)
        {
            foreach (var (caller, bearer, expected) in callers)
            {
                var (status, answer) = await SendAsync(gateway, method, path, body, bearer);
                Assert.True(expected == status, $"{caller} {path}: {status} {answer}");
                if (caller != "rightful")
                    Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
            }
        }
    }

    [Theory, MemberData(nameof(HubMatrix))]
    public async Task Hub(int call, string caller)
    {
        var (method, argument) = HubCalls[call];
        await GiveOwnerAsync();
        await using var session = await HubSession.ConnectAsync(_gateway);
        if (caller != "anonymous")
        {
            try
            {
                await session.AttachAsync(TokenOf(caller));
            }
            catch (HubException)
            {
                // Without a right token nobody attaches; the call is made all the same.
            }
        }

        var expected = caller switch
        {
            "other user" or "other site" or "rightful" => null,
            "flags only" when method == "acknowledge" => null,
            "flags only" or "no permissions" => "permission_missing",
            _ => "not_attached",
        };
        if (expected is not null)
        {
            var refusal = await Assert.ThrowsAsync<HubException>(() => session.InvokeAsync(method, argument));
            Assert.Contains($"{expected}: ", refusal.Message, StringComparison.Ordinal);
            return;
        }

        var answer = (await session.InvokeAsync(method, argument)).ToString();
        if (caller == "rightful" && method is ("preferences" or "effective"))
            Assert.Contains(Secret, answer, StringComparison.Ordinal);
        if (caller is "other user" or "other site")
            Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
        await AssertOwnersAsync(caller == "rightful" && method == "setPreferences");
    }

    [Theory, MemberData(nameof(RouteMatrix))]
    public async Task Rest(int route, string caller)
    {
        var (method, path, body) = Routes[route];
        await GiveOwnerAsync();

        var (status, answer) = await SendAsync(method, path, body, caller);

        var (expected, code) = caller switch
        {
            "other user" or "other site" or "rightful" => (HttpStatusCode.OK, null),
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
        if (caller != "rightful")
            Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
        await AssertOwnersAsync(caller == "rightful" && (method, path) == ("PUT", "/api/v1/me/preferences"));
    }

    private static TheoryData<int, string> Matrix(int calls, params string[] callers)
    {
        var matrix = new TheoryData<int, string>();
        for (var call = 0; call < calls; call++)
        {
            foreach (var caller in callers)
                matrix.Add(call, caller);
        }

        return matrix;
    }

    private string? TokenOf(string caller)
    {
        var tokens = new Tokens(_gateway.KeyFile);
        return caller switch
        {
            "forged" => Tokens.Forged(Owner, []),
            "unsigned" => Tokens.SignedByNobody(Owner, []),
            "public key" => tokens.SignedWithPublicKey(Owner, []),
            "expired" => tokens.For(Owner, [], lifetime: TimeSpan.FromMinutes(-1)),
            "other audience" => tokens.For(Owner, [], audience: "somebody"),
            "api key" => GatewayProcess.ApiSecret,
            "other user" => tokens.For("somebody-else", []),
            "other site" => tokens.For(Owner, [], site: "other"),
            "flags only" => tokens.For(Owner, [], permissions: ["flags"]),
            "no permissions" => tokens.For(Owner, [], permissions: []),
            "rightful" or "cookie" or "in the address" => tokens.For(Owner, []),
            _ => null,
        };
    }

    private Task GiveOwnerAsync() => GiveOwnerAsync(_gateway);

    /// <summary>The owner has something that nobody else may see, nor change.</summary>
    private static async Task GiveOwnerAsync(GatewayProcess gateway)
    {
        var (status, answer) = await SendAsync(
            gateway, "PUT", "/api/v1/me/preferences", new { mutes = new[] { new { subject = Muted } } }, new Tokens(gateway.KeyFile).For(Owner, []));
        Assert.True(status == HttpStatusCode.OK, answer);
    }

    private async Task AssertOwnersAsync(bool isGone)
    {
        var (_, answer) = await SendAsync(_gateway, "GET", "/api/v1/me/preferences", null, new Tokens(_gateway.KeyFile).For(Owner, []));
        Assert.Equal(isGone, !answer.Contains(Secret, StringComparison.Ordinal));
    }

    private Task<(HttpStatusCode Status, string Answer)> SendAsync(string method, string path, object? body, string caller)
    {
        var token = TokenOf(caller);
        return caller switch
        {
            "cookie" => SendAsync(_gateway, method, path, body, bearer: null, cookie: token),
            "in the address" => SendAsync(_gateway, method, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}access_token={token}", body, bearer: null),
            _ => SendAsync(_gateway, method, path, body, token),
        };
    }

    private static async Task<(HttpStatusCode Status, string Answer)> SendAsync(
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
