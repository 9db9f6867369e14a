using System.Text.Json;
using Microsoft.Data.Sqlite;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Live;

/// <summary>Who looks at a subject, over real sockets.</summary>
public sealed class PresenceTests(SharedGateway shared)
{
    private readonly GatewayProcess _gateway = shared.Gateway;

    [Fact]
    public async Task Who_looks_is_told_to_those_whose_token_permits_it()
    {
        const string subject = "jira:issue:HERE-1";
        await using var anna = await HubSession.ConnectAsync(_gateway);
        await anna.AttachAsync(TokenOf("anna", subject));
        var answer = (await anna.SubscribeAsync(subject)).GetProperty("presence");
        Assert.Equal((1, "anna"), (answer.GetProperty("count").GetInt32(), Users(answer)));
        var ben = await HubSession.ViewAsync(_gateway, "ben", subject);
        await using var tab = await HubSession.ViewAsync(_gateway, "anna", subject);

        await UntilAsync(anna, presence => presence.GetProperty("count").GetInt32() == 2 && Users(presence) == "anna,ben");
        await ben.InvokeAsync("visibility", new { hidden = true });
        await UntilAsync(anna, presence => presence.GetProperty("viewers")[1].GetProperty("hidden").GetBoolean());
        var operators = await AskedPresence.OfAsync(_gateway, subject);
        Assert.Equal((2, "anna,ben"), (operators.GetProperty("count").GetInt32(), Users(operators)));
        await ben.DisposeAsync();
        await UntilAsync(anna, presence => Users(presence) == "anna");

        Assert.DoesNotContain("presence", tab.Unread());
    }

    [Fact]
    public async Task Without_the_permission_or_after_it_nothing_is_told()
    {
        const string subject = "jira:issue:HERE-2";
        await using var anna = await HubSession.ConnectAsync(_gateway);
        await anna.AttachAsync(TokenOf("anna", subject));
        await anna.SubscribeAsync(subject);
        await using var carl = await HubSession.ConnectAsync(_gateway);
        await carl.AttachAsync(TokenOf("carl", subject));
        await carl.SubscribeAsync(subject);
        await UntilAsync(anna, presence => Users(presence) == "anna,carl");
        await using var ben = await HubSession.ConnectAsync(_gateway);
        await ben.AttachAsync(new Tokens(_gateway.KeyFile).For("ben", [subject]));
        Assert.False((await ben.SubscribeAsync(subject)).TryGetProperty("presence", out _));

        await UntilAsync(anna, presence => Users(presence) == "anna,ben,carl");
        await anna.RenewAsync(new Tokens(_gateway.KeyFile).For("anna", [subject]));
        anna.Unread();
        await ben.InvokeAsync("visibility", new { hidden = true });
        await UntilAsync(carl, presence => presence.GetProperty("viewers").EnumerateArray().Any(viewer => viewer.GetProperty("hidden").GetBoolean()));

        // An answer that comes after anything that was sent before.
        await anna.SubscribeAsync(subject);
        Assert.DoesNotContain("presence", anna.Unread());
        Assert.DoesNotContain("presence", ben.Unread());
    }

    [Fact]
    public async Task An_operator_is_told_of_a_subject_whose_viewers_nobody_may_see()
    {
        const string subject = "jira:issue:HERE-3";
        await using var anna = await HubSession.ViewAsync(_gateway, "anna", subject);

        Assert.Equal("anna", Users(await AskedPresence.OfAsync(_gateway, subject)));
        Assert.Equal(0, (await AskedPresence.OfAsync(_gateway, "jira:issue:HERE-4")).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Opening_hiding_and_leaving_views_writes_nothing()
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        string[] subjects = [.. Enumerable.Range(0, 10).Select(i => $"jira:issue:QUIET-{i}")];
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(gateway.Directory, "notifications.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var before = Commits();

        for (var round = 0; round < 3; round++)
        {
            await using var session = await HubSession.ConnectAsync(gateway);
            await session.AttachAsync(new Tokens(gateway.KeyFile).For($"user{round}", subjects, permissions: ["flags", "inbox", "presence"]));
            foreach (var subject in subjects)
                await session.SubscribeAsync(subject);
            await session.InvokeAsync("visibility", new { hidden = true });
            await UntilAsync(session, presence => presence.GetProperty("viewers")[0].GetProperty("hidden").GetBoolean());
            await session.UnsubscribeAsync(subjects[0]);
        }

        Assert.Equal(before, Commits());

        // Changes with every transaction of somebody else.
        long Commits()
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA data_version";
            return (long)command.ExecuteScalar()!;
        }
    }

    private static string Users(JsonElement presence) => string.Join(
        ',', presence.GetProperty("viewers").EnumerateArray().Select(viewer => viewer.GetProperty("user").GetString()).Order(StringComparer.Ordinal));

    private static async Task UntilAsync(HubSession session, Func<JsonElement, bool> isSo)
    {
        while (!isSo(await session.NextAsync("presence")))
        {
        }
    }

    private string TokenOf(string user, string subject) =>
        new Tokens(_gateway.KeyFile).For(user, [subject], permissions: ["flags", "inbox", "presence"]);
}
