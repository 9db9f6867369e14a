using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.EndToEnd.Users;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Inbox;

public abstract class InboxSuite(GatewayProcess gateway)
{
    private readonly GatewayProcess _gateway = gateway;

    [Fact]
    public async Task What_one_session_does_every_other_is_told_and_both_ways_show_the_same()
    {
        await using var first = await AttachAsync("inga");
        await using var second = await AttachAsync("inga");
        await Person.NotifyAsync(_gateway, "inga", "One");
        var arrived = await NextChangeAsync(second);
        Assert.Equal(("arrived", "One"), (arrived.GetProperty("kind").GetString(), arrived.GetProperty("item").GetProperty("title").GetString()));
        var id = arrived.GetProperty("item").GetProperty("id").GetString()!;

        var changed = await first.InvokeAsync("change", new { operation = "archive", ids = new[] { id, "nobody" } });

        Assert.Equal((1, "nobody"), (changed.GetProperty("changed").GetInt64(), changed.GetProperty("unknown")[0].GetString()));
        var told = await NextChangeAsync(second);
        Assert.Equal(("changed", "archive", id), (told.GetProperty("kind").GetString(), told.GetProperty("operation").GetString(), told.GetProperty("ids")[0].GetString()));
        var person = Person.Named(_gateway, "inga");
        Assert.Empty(Person.Titles(await person.GetAsync("inbox")));
        Assert.Equal(["One"], Person.Titles(await person.GetAsync("inbox?view=archived")));
        Assert.Equal(
            (await second.InvokeAsync("inbox", new { view = "archived" })).GetProperty("items").GetRawText(),
            (await person.GetAsync("inbox?view=archived")).GetProperty("items").GetRawText());

        var (status, _) = await person.SendAsync(HttpMethod.Post, "inbox/changes", new { operation = "unarchive", all = new { view = "archived" } });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("unarchive", (await NextChangeAsync(second)).GetProperty("operation").GetString());
        Assert.Equal(0, (await person.GetAsync("counts")).GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task Pages_follow_each_other_newest_first_and_a_cursor_is_of_its_list()
    {
        await using var session = await AttachAsync("paula");
        foreach (var title in (string[])["One", "Two", "Three"])
        {
            await Person.NotifyAsync(_gateway, "paula", title);
            await NextChangeAsync(session);
        }

        var page = await session.InvokeAsync("inbox", new { view = "unread", limit = 2 });
        var cursor = page.GetProperty("next").GetString();
        var rest = await session.InvokeAsync("inbox", new { view = "unread", limit = 2, cursor });

        Assert.Equal(["Three", "Two"], Person.Titles(page));
        Assert.Equal(["One"], Person.Titles(rest));
        Assert.False(rest.TryGetProperty("next", out _));
        await AssertRefusedAsync("cursor_invalid", () => session.InvokeAsync("inbox", new { view = "all", cursor }));
        var (status, problem) = await Person.Named(_gateway, "inga").SendAsync(HttpMethod.Get, $"inbox?view=unread&cursor={cursor}");
        Assert.Equal((HttpStatusCode.BadRequest, "cursor_invalid", "$.cursor"), (status, problem.GetProperty("code").GetString(), problem.GetProperty("place").GetString()));
    }

    [Fact]
    public async Task Who_returns_gets_what_it_missed()
    {
        var before = await AttachAsync("rita");
        await Person.NotifyAsync(_gateway, "rita", "Seen");
        var position = (await before.NextAsync("inbox")).GetProperty("position");
        await before.DisposeAsync();
        await using var witness = await AttachAsync("rita");
        await Person.NotifyAsync(_gateway, "rita", "Missed");
        await NextChangeAsync(witness);

        await using var after = await HubSession.ConnectAsync(_gateway);
        var answer = (await after.InvokeAsync("attach", new { token = Token("rita"), tab = "test", inbox = position })).GetProperty("inbox");

        Assert.True(answer.GetProperty("complete").GetBoolean());
        Assert.Equal("Missed", Assert.Single(answer.GetProperty("missed").EnumerateArray()).GetProperty("item").GetProperty("title").GetString());
        var changes = await after.InvokeAsync("changes", new { position });
        Assert.Equal(answer.GetProperty("missed").GetRawText(), changes.GetProperty("missed").GetRawText());
        Assert.False((await after.InvokeAsync("changes", new { position = new { epoch = "other", sequence = 0 } })).GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task Opening_a_subject_reads_what_is_about_it_and_returning_to_it_does_not()
    {
        const string subject = "jira:issue:OPEN-1";
        await using var witness = await AttachAsync("olive");
        await Person.NotifyAsync(_gateway, "olive", "About it", subject);
        await NextChangeAsync(witness);
        await using var view = await AttachAsync("olive", subject);

        var position = (await view.SubscribeAsync(subject)).GetProperty("position");

        Assert.Equal("read", (await NextChangeAsync(witness)).GetProperty("operation").GetString());
        Assert.Equal(0, (await Person.Named(_gateway, "olive").GetAsync("counts")).GetProperty("unread").GetInt64());
        await using var other = await AttachAsync("olive", subject);
        await other.SubscribeAsync(subject, position);
        await Person.NotifyAsync(_gateway, "olive", "Another", subject);
        Assert.Equal("arrived", (await NextChangeAsync(witness)).GetProperty("kind").GetString());
        Assert.Equal(1, (await Person.Named(_gateway, "olive").GetAsync("counts")).GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task A_mute_holds_flags_back_also_from_a_session_without_the_inbox()
    {
        const string muted = "jira:issue:MUTE-1";
        await using var session = await HubSession.ConnectAsync(_gateway);
        await session.AttachAsync(new Tokens(_gateway.KeyFile).For("mona", [muted], permissions: ["flags"]));
        await session.SubscribeAsync(muted);
        await using var witness = await AttachAsync("mona");
        var person = Person.Named(_gateway, "mona");
        var (status, preferences) = await person.SendAsync(HttpMethod.Put, $"mutes/{muted}");
        Assert.Equal((HttpStatusCode.OK, muted), (status, preferences.GetProperty("mutes")[0].GetProperty("subject").GetString()));
        Assert.Equal("preferences", (await NextChangeAsync(witness)).GetProperty("kind").GetString());

        await PostAsync(Hook.StatusChanged("MUTE-1", "Muted"));
        var effective = await person.GetAsync($"preferences/effective?rule=status-changed&source=jira&subject={muted}");
        Assert.Equal((false, "mutedSubject"), (effective.GetProperty("show").GetBoolean(), effective.GetProperty("cause").GetString()));
        await person.SendAsync(HttpMethod.Delete, $"mutes/{muted}");
        Assert.Equal("preferences", (await NextChangeAsync(witness)).GetProperty("kind").GetString());
        await PostAsync(Hook.StatusChanged("MUTE-1", "Heard"));

        Assert.Equal(["MUTE-1 is now Heard"], await session.NextTitlesAsync());
    }

    [Fact]
    public async Task What_is_closed_in_one_session_closes_in_the_others()
    {
        await using var first = await AttachAsync("cleo");
        await using var second = await AttachAsync("cleo");
        await Person.NotifyAsync(_gateway, "cleo", "Close me");
        var id = (await NextChangeAsync(second)).GetProperty("item").GetProperty("id").GetString();

        await first.InvokeAsync("acknowledge", new { ids = new[] { id }, closed = true });

        while (true)
        {
            var message = await second.NextAsync("inbox");
            if (message.TryGetProperty("closed", out var closed))
            {
                Assert.Equal(id, closed[0].GetString());
                break;
            }
        }

        Assert.Equal(0, (await second.InvokeAsync("inbox", new { })).GetProperty("counts").GetProperty("unseen").GetInt64());
    }

    [Fact]
    public async Task Operators_see_a_persons_inbox_and_withdraw_what_the_person_may_not_see()
    {
        const string secret = "jira:issue:SECRET-1";
        await using var witness = await AttachAsync("wim");
        await Person.NotifyAsync(_gateway, "wim", "Secret", secret);
        await NextChangeAsync(witness);

        Assert.Equal(["Secret"], Person.Titles(await OperateAsync(HttpMethod.Get, "users/wim/inbox")));
        Assert.Equal(1, (await OperateAsync(HttpMethod.Post, "users/wim/withdrawals", new { subject = secret })).GetProperty("withdrawn").GetInt64());

        Assert.Equal("removed", (await NextChangeAsync(witness)).GetProperty("kind").GetString());
        Assert.Empty(Person.Titles(await OperateAsync(HttpMethod.Get, "users/wim/inbox?view=all")));
        Assert.Equal("rule", (await OperateAsync(HttpMethod.Get, $"users/wim/preferences/effective?rule=r&source=jira&subject={secret}")).GetProperty("cause").GetString());
    }

    private static async Task AssertRefusedAsync(string code, Func<Task> call) =>
        Assert.Contains($"{code}: ", (await Assert.ThrowsAsync<HubException>(call)).Message, StringComparison.Ordinal);

    private static async Task<JsonElement> NextChangeAsync(HubSession session)
    {
        while (true)
        {
            var changes = (await session.NextAsync("inbox")).GetProperty("changes");
            if (changes.GetArrayLength() > 0)
                return changes[0];
        }
    }

    private string Token(string user, params string[] subjects) => new Tokens(_gateway.KeyFile).For(user, subjects);

    private Task<HubSession> AttachAsync(string user, params string[] subjects) => AttachAsync(_gateway, user, subjects);

    private static async Task<HubSession> AttachAsync(GatewayProcess gateway, string user, params string[] subjects)
    {
        var session = await HubSession.ConnectAsync(gateway);
        await session.AttachAsync(new Tokens(gateway.KeyFile).For(user, subjects));
        return session;
    }

    private async Task<JsonElement> OperateAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await Api.SendAsync(_gateway, method, path, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task PostAsync(System.Text.Json.Nodes.JsonNode hook)
    {
        using var answer = await Hook.PostAsync(_gateway.Http, "jira", GatewayProcess.JiraSecret, hook);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}

public sealed class InboxOnSqlite(SharedGateway shared) : InboxSuite(shared.Gateway);

public sealed class InboxOnPostgres(PostgresGateway postgres) : InboxSuite(postgres.Gateway);
