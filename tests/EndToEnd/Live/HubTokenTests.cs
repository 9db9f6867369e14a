using Microsoft.AspNetCore.SignalR;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Live;

public sealed class HubTokenTests(SharedGateway shared)
{
    private const string Subject = "jira:issue:TOKEN-1";

    private readonly GatewayProcess _gateway = shared.Gateway;

    private Tokens Tokens => new(_gateway.KeyFile);

    public static TheoryData<string, string> WrongTokens => new()
    {
        { "", "token_missing" },
        { "not a token", "token_malformed" },
        { "forged", "token_forged" },
        { "unsigned", "token_forged" },
        { "public key", "token_forged" },
        { "expired", "token_expired" },
        { "other audience", "token_wrong_audience" },
        { "other issuer", "token_forged" },
        { "no site", "token_malformed" },
        { "bad subject", "token_malformed" },
    };

    [Theory, MemberData(nameof(WrongTokens))]
    public async Task A_token_that_is_not_right_is_refused_by_name(string which, string code)
    {
        var token = which switch
        {
            "forged" => Tokens.Forged("anna", [Subject]),
            "unsigned" => Tokens.SignedByNobody("anna", [Subject]),
            "public key" => Tokens.SignedWithPublicKey("anna", [Subject]),
            "expired" => Tokens.For("anna", [Subject], lifetime: TimeSpan.FromMinutes(-1)),
            "other audience" => Tokens.For("anna", [Subject], audience: "somebody"),
            "other issuer" => Tokens.For("anna", [Subject], issuer: "somebody"),
            "no site" => Tokens.For("anna", [Subject], site: ""),
            "bad subject" => Tokens.For("anna", ["nonsense"]),
            _ => which,
        };
        await using var session = await HubSession.ConnectAsync(_gateway);

        await AssertRefusedAsync(code, () => session.AttachAsync(token));
        await AssertRefusedAsync("not_attached", () => session.SubscribeAsync(Subject));
    }

    [Fact]
    public async Task Without_attaching_nothing_is_allowed()
    {
        await using var session = await HubSession.ConnectAsync(_gateway);

        await AssertRefusedAsync("not_attached", () => session.SubscribeAsync(Subject));
        await AssertRefusedAsync("not_attached", () => session.RenewAsync(Tokens.For("anna", [Subject])));
        await AssertRefusedAsync("not_attached", () => session.UnsubscribeAsync(Subject));
    }

    [Fact]
    public async Task A_token_covers_its_own_subjects_and_permissions_only()
    {
        await using var session = await HubSession.ConnectAsync(_gateway);
        await session.AttachAsync(Tokens.For("anna", [Subject]));
        await using var inboxOnly = await HubSession.ConnectAsync(_gateway);
        await inboxOnly.AttachAsync(Tokens.For("anna", [Subject], permissions: ["inbox"]));

        await AssertRefusedAsync("subject_not_covered", () => session.SubscribeAsync("jira:issue:TOKEN-2"));
        await AssertRefusedAsync("subject_malformed", () => session.SubscribeAsync("TOKEN-1"));
        await AssertRefusedAsync("permission_missing", () => inboxOnly.SubscribeAsync(Subject));
    }

    [Fact]
    public async Task A_session_attaches_once()
    {
        await using var session = await HubSession.ConnectAsync(_gateway);
        await session.AttachAsync(Tokens.For("anna", [Subject]));

        await AssertRefusedAsync("already_attached", () => session.AttachAsync(Tokens.For("ben", [Subject])));
    }

    [Fact]
    public async Task The_inbox_is_for_those_whose_token_permits_them()
    {
        await using var with = await HubSession.ConnectAsync(_gateway);
        await using var without = await HubSession.ConnectAsync(_gateway);

        var withAnswer = await with.AttachAsync(Tokens.For("anna", [Subject]));
        var withoutAnswer = await without.AttachAsync(Tokens.For("anna", [Subject], permissions: ["flags"]));

        Assert.True(withAnswer.TryGetProperty("inbox", out _));
        Assert.False(withoutAnswer.TryGetProperty("inbox", out _));
    }

    [Fact]
    public async Task A_session_ends_with_its_token_and_says_so()
    {
        await using var session = await HubSession.ConnectAsync(_gateway);
        await session.AttachAsync(Tokens.For("anna", [Subject], lifetime: TimeSpan.FromSeconds(5)));

        var ended = await session.NextAsync("ended");

        Assert.Equal("token_expired", ended.GetProperty("code").GetString());
        Assert.True(ended.GetProperty("reconnect").GetBoolean());
        await session.Closed;
    }

    [Fact]
    public async Task A_renewed_session_goes_on_past_its_first_tokens_end()
    {
        await using var session = await HubSession.ConnectAsync(_gateway);
        await using var control = await HubSession.ConnectAsync(_gateway);
        await session.AttachAsync(Tokens.For("anna", [Subject], lifetime: TimeSpan.FromSeconds(5)));
        await control.AttachAsync(Tokens.For("anna", [Subject], lifetime: TimeSpan.FromSeconds(6)));
        await session.RenewAsync(Tokens.For("anna", [Subject]));

        await control.NextAsync("ended");

        var answer = await session.SubscribeAsync(Subject);
        Assert.Equal(Subject, answer.GetProperty("subject").GetString());
    }

    [Fact]
    public async Task Renewal_changes_neither_user_nor_site_and_takes_away_what_the_new_token_lacks()
    {
        await using var session = await HubSession.ConnectAsync(_gateway);
        await session.AttachAsync(Tokens.For("anna", [Subject]));
        await session.SubscribeAsync(Subject);

        await AssertRefusedAsync("token_wrong_user", () => session.RenewAsync(Tokens.For("ben", [Subject])));
        await AssertRefusedAsync("token_wrong_site", () => session.RenewAsync(Tokens.For("anna", [Subject], site: "other")));
        await session.RenewAsync(Tokens.For("anna", ["jira:issue:TOKEN-9"]));
        await AssertRefusedAsync("subject_not_covered", () => session.SubscribeAsync(Subject));
    }

    [Fact]
    public async Task A_connection_that_does_not_attach_is_ended()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(
            new Dictionary<string, string> { ["Hub__AttachTimeout"] = "00:00:01" });
        await using var session = await HubSession.ConnectAsync(gateway);

        Assert.Equal("token_missing", (await session.NextAsync("ended")).GetProperty("code").GetString());
        await session.Closed;
    }

    private static async Task AssertRefusedAsync(string code, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<HubException>(call);
        Assert.Contains($"{code}: ", refusal.Message, StringComparison.Ordinal);
    }
}
