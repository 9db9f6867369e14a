using Microsoft.AspNetCore.SignalR;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Security;

/// <summary>Every call of the hub by everybody who might make it: only whose it is gets through, and nobody sees another's.</summary>
public sealed class HubMatrixTests(SharedGateway shared)
{
    /// <summary>The calls, and the permissions one of which they need.</summary>
    internal static readonly (string Method, object Argument, string[] Permissions)[] Calls =
    [
        ("subscribe", new { subject = Caller.Subject }, ["flags"]),
        ("unsubscribe", new { subject = Caller.Subject }, []),
        ("visibility", new { hidden = true }, ["flags"]),
        ("inbox", new { view = "all" }, ["inbox"]),
        ("change", new { operation = "seen", all = new { view = "all" } }, ["inbox"]),
        ("changes", new { position = new { epoch = "x", sequence = 0 } }, ["inbox"]),
        ("acknowledge", new { ids = new[] { "x" } }, ["inbox", "flags"]),
        ("preferences", new { }, ["inbox"]),
        ("setPreferences", new { preferences = new { } }, ["inbox"]),
        ("mute", new { subject = "jira:issue:OTHER-1" }, ["inbox"]),
        ("unmute", new { subject = "jira:issue:OTHER-1" }, ["inbox"]),
        ("effective", new { rule = "r", source = "jira", subject = Caller.Subject }, ["inbox"]),
    ];

    private readonly GatewayProcess _gateway = shared.Gateway;

    public static TheoryData<int, string> Matrix => Caller.Matrix(
        Calls.Length, "anonymous", "forged", "unsigned", "expired", "other user", "other site", "other subject",
        "flags only", "inbox only", "no permissions", "rightful");

    [Theory, MemberData(nameof(Matrix))]
    public async Task Only_whose_it_is_gets_through(int call, string caller)
    {
        var (method, argument, permissions) = Calls[call];
        await Caller.GiveOwnerAsync(_gateway);
        await using var session = await HubSession.ConnectAsync(_gateway);
        if (caller != "anonymous")
        {
            try
            {
                await session.AttachAsync(Caller.TokenOf(_gateway, caller));
            }
            catch (HubException)
            {
                // Without a right token nobody attaches; the call is made all the same.
            }
        }

        if (RefusalOf(method, permissions, caller) is { } expected)
        {
            var refusal = await Assert.ThrowsAsync<HubException>(() => session.InvokeAsync(method, argument));
            Assert.Contains($"{expected}: ", refusal.Message, StringComparison.Ordinal);
            return;
        }

        var answer = (await session.InvokeAsync(method, argument)).ToString();
        var isOwner = caller is not ("other user" or "other site");
        if (isOwner && method is ("preferences" or "effective"))
            Assert.Contains(Caller.Secret, answer, StringComparison.Ordinal);
        // Who subscribes is answered what he said.
        if (!isOwner && method != "subscribe")
            Assert.DoesNotContain(Caller.Secret, answer, StringComparison.Ordinal);
        await Caller.AssertOwnersAsync(_gateway, isOwner && method == "setPreferences");
    }

    private static string? RefusalOf(string method, string[] permissions, string caller) => caller switch
    {
        "anonymous" or "forged" or "unsigned" or "expired" => "not_attached",
        "flags only" when permissions is not [] && !permissions.Contains("flags") => "permission_missing",
        "inbox only" when permissions is not [] && !permissions.Contains("inbox") => "permission_missing",
        "no permissions" when permissions is not [] => "permission_missing",
        "other subject" when method == "subscribe" => "subject_not_covered",
        _ => null,
    };
}
