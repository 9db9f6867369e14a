using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Notifications.Tests.EndToEnd.Inbox;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Users;

public sealed class ErasingAfterACrashTests
{
    [Fact]
    public async Task An_erasing_that_a_crash_ends_is_done_after_the_next_start()
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        await Person.NotifyAsync(gateway, "kill-anna", "One of many");
        await Until.HoldsAsync(async () => (await Person.Named(gateway, "kill-anna").GetAsync("counts")).GetProperty("unread").GetInt32() == 1);
        StoredItems.Multiply(gateway, "kill-anna", 60_000);
        await Person.Named(gateway, "kill-5b").SendAsync(HttpMethod.Put, "preferences", new { mutes = new[] { new { subject = "jira:issue:KILL-1" } } });
        (await Api.PutIdentityAsync(gateway, "kill-anna", ("accountId", "kill-5b"))).Dispose();

        var erasing = Api.SendAsync(gateway, HttpMethod.Delete, "users/kill-5b/data");
        await Until.HoldsAsync(() => Task.FromResult(StoredItems.Count(gateway, "SELECT count(*) FROM erasure") == 1));
        await gateway.KillAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => erasing);
        Assert.Equal(1, StoredItems.Count(gateway, "SELECT count(*) FROM erasure WHERE done IS NULL"));
        await gateway.StartAsync();
        JsonObject answer = [];
        await Until.HoldsAsync(async () =>
        {
            using var again = await Api.SendAsync(gateway, HttpMethod.Delete, "users/kill-5b/data");
            answer = (await again.Content.ReadFromJsonAsync<JsonObject>())!;
            return again.StatusCode == HttpStatusCode.OK;
        });

        Assert.Equal((60_001, 2), (answer["notifications"]!.GetValue<int>(), answer["inboxes"]!.GetValue<int>()));
        Assert.Equal(0, StoredItems.Count(gateway, "SELECT count(*) FROM inbox"));
        Assert.Equal(0, StoredItems.Count(gateway, "SELECT count(*) FROM user_context WHERE NOT erased"));
        Assert.Equal(0, StoredItems.Count(gateway, "SELECT count(*) FROM erasure WHERE names IS NOT NULL"));
        Assert.Equal(0, StoredItems.Count(gateway, "SELECT count(*) FROM identity_name WHERE user IS NOT NULL"));
    }
}
