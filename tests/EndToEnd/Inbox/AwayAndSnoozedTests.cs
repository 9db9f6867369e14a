using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.EndToEnd.Users;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Inbox;

/// <summary>What comes into the inbox later: because nobody saw its flag, or because what it was snoozed for has happened.</summary>
public sealed class AwayAndSnoozedTests
{
    private const string Rules =
        """
        modules:
          trigger:
            - key: moved
              events: [avi:jira:updated:issue]
              notify:
                to: [assignee]
                show: viewing
                keep: whenAway
                title: "${event.issue.key} is ${event.issue.fields.status.name}"
        """;

    private static readonly Dictionary<string, string> Soon = new() { ["Kept__AwayAfter"] = "00:00:05" };

    [Fact]
    public async Task A_flag_that_was_acknowledged_is_not_in_the_inbox_and_one_that_nobody_saw_is_there_unread()
    {
        const string seen = "jira:issue:AWAY-1";
        await using var gateway = await GatewayProcess.StartNewAsync(Soon, Rules);
        await using var session = await HubSession.ViewAsync(gateway, "wanda", seen);

        await PostAsync(gateway, Hook.StatusChanged("AWAY-1", "Done", assignee: "wanda"));
        var flag = (await session.NextAsync("flags")).GetProperty("flags")[0];
        Assert.True(flag.GetProperty("keptWhenAway").GetBoolean());
        await session.InvokeAsync("acknowledge", new { ids = new[] { flag.GetProperty("id").GetString() } });
        await PostAsync(gateway, Hook.StatusChanged("AWAY-2", "Done", assignee: "wanda"));

        // It is due later than the first.
        var arrived = await NextAsync(session, "arrived");
        Assert.Equal("AWAY-2 is Done", arrived.GetProperty("item").GetProperty("title").GetString());
        var page = await session.InvokeAsync("inbox", new { view = "all" });
        Assert.Equal(["AWAY-2 is Done"], Person.Titles(page));
        var item = page.GetProperty("items")[0];
        Assert.Equal((false, false), (item.GetProperty("seen").GetBoolean(), item.GetProperty("read").GetBoolean()));
        Assert.Equal(1, page.GetProperty("counts").GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task What_was_acknowledged_does_not_come_back_after_a_crash()
    {
        const string seen = "jira:issue:AWAY-1";
        await using var gateway = await GatewayProcess.StartNewAsync(Soon, Rules);
        await using (var session = await HubSession.ViewAsync(gateway, "wanda", seen))
        {
            await PostAsync(gateway, Hook.StatusChanged("AWAY-1", "Done", assignee: "wanda"));
            var flag = (await session.NextAsync("flags")).GetProperty("flags")[0];
            // A receipt that is there before the row is in memory only.
            await Until.HoldsAsync(() => Task.FromResult(StoredRows.Read(gateway, "SELECT count(*) FROM inbox") == 1));
            await session.InvokeAsync("acknowledge", new { ids = new[] { flag.GetProperty("id").GetString() } });
            await gateway.KillAsync();
        }

        await gateway.StartAsync();
        await using var after = await HubSession.ConnectAsync(gateway);
        await after.AttachAsync(new Tokens(gateway.KeyFile).For("wanda", []));
        await PostAsync(gateway, Hook.StatusChanged("AWAY-2", "Done", assignee: "wanda"));

        await NextAsync(after, "arrived");
        Assert.Equal(["AWAY-2 is Done"], Person.Titles(await after.InvokeAsync("inbox", new { view = "all" })));
    }

    [Fact]
    public async Task What_is_snoozed_for_a_change_of_the_status_comes_back_unseen_when_it_changes()
    {
        const string subject = "jira:issue:SNOOZE-1";
        await using var gateway = await GatewayProcess.StartNewAsync(rules: Rules);
        await using var session = await HubSession.ConnectAsync(gateway);
        await session.AttachAsync(new Tokens(gateway.KeyFile).For("zoe", []));
        await Person.NotifyAsync(gateway, "zoe", "Later", subject);
        var id = (await NextAsync(session, "arrived")).GetProperty("item").GetProperty("id").GetString()!;
        await session.InvokeAsync("change", new { operation = "read", ids = new[] { id } });
        await session.InvokeAsync("change", new { operation = "snooze", ids = new[] { id }, @for = "statusChanged" });
        Assert.Empty(Person.Titles(await session.InvokeAsync("inbox", new { })));

        await PostAsync(gateway, Hook.StatusChanged("SNOOZE-2", "Done"));
        await PostAsync(gateway, Hook.StatusChanged("SNOOZE-1", "Done"));

        var back = (await NextAsync(session, "arrived")).GetProperty("item");
        Assert.Equal((id, false), (back.GetProperty("id").GetString(), back.GetProperty("seen").GetBoolean()));
        Assert.Equal(["Later"], Person.Titles(await session.InvokeAsync("inbox", new { })));
    }

    [Fact]
    public async Task The_digest_of_a_quiet_time_is_told_to_who_comes_later_until_it_is_acknowledged()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(rules: Rules);
        var person = Person.Named(gateway, "quentin");
        var days = new[] { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
        await person.SendAsync(HttpMethod.Put, "preferences", new
        {
            quiet = new { timeZone = "Etc/UTC", times = new[] { new { days, from = Clock(-1), to = Clock(2) } } },
        });
        await using (var witness = await HubSession.ConnectAsync(gateway))
        {
            await witness.AttachAsync(new Tokens(gateway.KeyFile).For("quentin", []));
            await Person.NotifyAsync(gateway, "quentin", "At night");
            await NextAsync(witness, "arrived");
        }

        var (status, _) = await person.SendAsync(HttpMethod.Put, "preferences", new { });
        Assert.Equal(HttpStatusCode.OK, status);

        await gateway.KillAsync();
        await gateway.StartAsync();
        var digest = Assert.Single(await MissedAsync());
        Assert.Equal(("digest", "1 notification while it was quiet"), (digest.GetProperty("kind").GetString(), digest.GetProperty("digest").GetProperty("title").GetString()));
        Assert.Single(await MissedAsync());
        await using (var session = await HubSession.ConnectAsync(gateway))
        {
            await session.AttachAsync(new Tokens(gateway.KeyFile).For("quentin", []));
            await session.InvokeAsync("acknowledge", new { ids = new[] { digest.GetProperty("digest").GetProperty("id").GetString() } });
        }

        Assert.Empty(await MissedAsync());

        static string Clock(int hours) =>
            TimeProvider.System.GetUtcNow().AddHours(hours).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

        async Task<JsonElement[]> MissedAsync()
        {
            await using var session = await HubSession.ConnectAsync(gateway);
            var answer = await session.AttachAsync(new Tokens(gateway.KeyFile).For("quentin", []));
            return [.. answer.GetProperty("inbox").GetProperty("missed").EnumerateArray()];
        }
    }

    private static async Task<JsonElement> NextAsync(HubSession session, string kind)
    {
        while (true)
        {
            foreach (var change in (await session.NextAsync("inbox")).GetProperty("changes").EnumerateArray())
            {
                if (change.GetProperty("kind").GetString() == kind)
                    return change;
            }
        }
    }

    private static async Task PostAsync(GatewayProcess gateway, JsonNode hook)
    {
        using var answer = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, hook);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
