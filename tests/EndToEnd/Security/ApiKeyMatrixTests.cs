using System.Net;
using Notifications.Tests.EndToEnd.DeadLetters;
using Notifications.Tests.EndToEnd.Inbox;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.EndToEnd.Users;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Security;

/// <summary>Every call with an API key by everybody who might make it: only who has the role gets through, and nobody reaches another site.</summary>
public sealed class ApiKeyMatrixTests
{
    private const string Secret = "the secret of the site";
    private const string Letter = "own-letter";
    private const string Rule = "own-rule";
    private const string ForeignKey = "secret of another site";
    private const string User = Caller.Owner;

    /// <summary>The calls and the role that each needs, what takes something away last.</summary>
    internal static readonly (string Method, string Route, string Path, object? Body, string? Role)[] Routes =
    [
        Call("GET", "/caller", null),
        Call("GET", "/rules", "rule-author"),
        Call("GET", "/rules/{key}", "rule-author"),
        Call("PUT", "/rules/{key}", "rule-author", new { key = Rule, events = new[] { "avi:jira:updated:issue" }, notify = new { to = new[] { "viewers" }, title = "Hello" } }),
        Call("GET", "/rules/{key}/versions", "rule-author"),
        Call("GET", "/rules/{key}/versions/{version}", "rule-author"),
        Call("GET", "/rules/{key}/diff", "rule-author", path: $"/rules/{Rule}/diff?from=1&to=1"),
        Call("POST", "/rules/{key}/rollback", "rule-author", new { to = 1 }),
        Call("POST", "/rules/try", "rule-author", new { }),
        Call("GET", "/rules/trials/{id}", "rule-author"),
        Call("DELETE", "/rules/trials/{id}", "rule-author"),
        Call("POST", "/rules/evaluate", "rule-author", new { }),
        Call("POST", "/notifications", "publisher", new { }),
        Call("GET", "/subjects/{subject}/held", "operator"),
        Call("GET", "/subjects/{subject}/presence", "operator"),
        Call("GET", "/backend-calls", "operator"),
        Call("POST", "/backend-calls/{id}/retry", "operator"),
        Call("GET", "/dead-letters", "operator"),
        Call("GET", "/dead-letters/{id}", "operator"),
        Call("POST", "/dead-letters/{id}/send-again", "operator"),
        Call("POST", "/dead-letters/send-again", "operator", new { ids = new[] { Letter } }),
        Call("GET", "/users/{user}/inbox", "operator", path: $"/users/{User}/inbox?view=all"),
        Call("GET", "/users/{user}/preferences/effective", "operator", path: $"/users/{User}/preferences/effective?rule=r&source=jira&subject={Caller.Subject}"),
        Call("GET", "/users/{user}/data", "operator"),
        Call("GET", "/identities", "operator", path: "/identities?accountId=own-account"),
        Call("GET", "/identities/{user}", "operator"),
        Call("GET", "/identities/contradictions", "operator"),
        Call("PUT", "/identities/{user}", "operator", new { identifiers = new[] { new { kind = "accountId", value = "another name" } } }),
        Call("POST", "/users/{user}/readmission", "operator"),
        Call("POST", "/users/{user}/withdrawals", "operator", new { subject = Caller.Subject }),
        Call("POST", "/dead-letters/discard", "operator", new { ids = new[] { Letter } }),
        Call("DELETE", "/dead-letters/{id}", "operator"),
        Call("DELETE", "/identities/{user}", "operator"),
        Call("DELETE", "/users/{user}/data", "operator"),
        Call("DELETE", "/rules/{key}", "rule-author"),
    ];

    private static readonly string[] Roles = ["rule-author", "operator", "publisher"];

    [Fact]
    public async Task Only_who_has_the_role_gets_through_and_nobody_reaches_another_site()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(Keys());
        await GiveSiteAsync(gateway);

        foreach (var (method, route, path, body, role) in Routes)
        {
            foreach (var (caller, bearer, expected) in Intruders(gateway, role))
            {
                var (status, answer) = await Caller.SendAsync(gateway, method, path, body, bearer);
                var isExpected = expected is { } refusal ? status == refusal : IsAdmitted(status);
                Assert.True(isExpected, $"{caller}: {method} {route} is {status}: {answer}");
                Assert.False(answer.Contains(Secret, StringComparison.Ordinal), $"{caller}: {method} {route} says {answer}");
            }
        }

        // Nothing of what they tried was done to what is there.
        foreach (var path in (string[])[$"rules/{Rule}", $"dead-letters/{Letter}", $"identities/{User}", $"users/{User}/inbox", $"users/{User}/data"])
        {
            var (status, answer) = await Caller.SendAsync(gateway, "GET", $"/api/v1/{path}", null, GatewayProcess.ApiSecret);
            Assert.True(status == HttpStatusCode.OK && answer.Contains(Secret, StringComparison.Ordinal), $"{path} is {status}: {answer}");
        }

        foreach (var (method, route, path, body, _) in Routes)
        {
            var (status, answer) = await Caller.SendAsync(gateway, method, path, body, GatewayProcess.ApiSecret);
            Assert.True(IsAdmitted(status), $"rightful: {method} {route} is {status}: {answer}");
        }
    }

    private static (string Method, string Route, string Path, object? Body, string? Role) Call(
        string method, string route, string? role, object? body = null, string? path = null)
    {
        var example = path ?? route
            .Replace("{key}", Rule, StringComparison.Ordinal)
            .Replace("{version}", "1", StringComparison.Ordinal)
            .Replace("{subject}", Caller.Subject, StringComparison.Ordinal)
            .Replace("{user}", User, StringComparison.Ordinal)
            .Replace("{id}", Letter, StringComparison.Ordinal);
        return (method, $"/api/v1{route}", $"/api/v1{example}", body, role);
    }

    private static Dictionary<string, string> Keys()
    {
        var keys = new Dictionary<string, string> { ["ApiKeys__foreign__Secrets__0"] = ForeignKey, ["ApiKeys__foreign__Site"] = "other" };
        for (var i = 0; i < Roles.Length; i++)
        {
            keys[$"ApiKeys__foreign__Roles__{i}"] = Roles[i];
            keys[$"ApiKeys__without-{Roles[i]}__Secrets__0"] = Without(Roles[i]);
            for (var j = 1; j < Roles.Length; j++)
                keys[$"ApiKeys__without-{Roles[i]}__Roles__{j - 1}"] = Roles[(i + j) % Roles.Length];
        }

        return keys;
    }

    /// <summary>Those who must not get through, and who does on another site, where there is nothing.</summary>
    private static IEnumerable<(string Caller, string? Bearer, HttpStatusCode? Expected)> Intruders(GatewayProcess gateway, string? role)
    {
        yield return ("anonymous", null, HttpStatusCode.Unauthorized);
        yield return ("unknown key", "a secret that nobody has", HttpStatusCode.Unauthorized);
        yield return ("realtime token", Caller.TokenOf(gateway, "rightful"), HttpStatusCode.Unauthorized);
        if (role is not null)
            yield return ("without the role", Without(role), HttpStatusCode.Forbidden);
        yield return ("other site", ForeignKey, null);
    }

    private static string Without(string role) => $"secret of one who is no {role}";

    private static bool IsAdmitted(HttpStatusCode status) =>
        status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed) && (int)status < 500;

    private static async Task GiveSiteAsync(GatewayProcess gateway)
    {
        await using var session = await HubSession.ConnectAsync(gateway);
        await session.AttachAsync(Caller.TokenOf(gateway, "rightful"));
        await Person.NotifyAsync(gateway, User, Secret, Caller.Subject);
        await session.NextCountsAsync();
        StoredLetters.Insert(gateway, Letter, System.Text.Encoding.UTF8.GetBytes(Secret));
        (await Api.PutIdentityAsync(gateway, User, ("accountId", "own-account"), ("name", Secret))).Dispose();
        var (status, answer) = await Caller.SendAsync(
            gateway, "PUT", $"/api/v1/rules/{Rule}",
            new { key = Rule, events = new[] { "avi:jira:updated:issue" }, notify = new { to = new[] { "viewers" }, title = Secret } }, GatewayProcess.ApiSecret);
        Assert.True(status == HttpStatusCode.Created, answer);
    }
}
