using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Inbox;

public sealed class PreferencesTests(SharedGateway shared)
{
    private const int Mutes = 30;

    private readonly GatewayProcess _gateway = shared.Gateway;

    [Fact]
    public async Task Of_mutes_at_once_by_hub_and_REST_none_is_lost()
    {
        await using var session = await AttachAsync("marc");
        var person = Person.Named(_gateway, "marc");
        await Task.WhenAll(Enumerable.Range(0, Mutes).Select(i => MuteAsync("OLD", i)));

        await Task.WhenAll([.. Enumerable.Range(0, Mutes).Select(i => MuteAsync("NEW", i)), .. Enumerable.Range(0, Mutes).Select(i => UnmuteAsync("OLD", i))]);

        Assert.Equal(
            Enumerable.Range(0, Mutes).Select(i => $"jira:issue:NEW-{i:D2}"),
            (await person.GetAsync("preferences")).GetProperty("mutes").EnumerateArray().Select(mute => mute.GetProperty("subject").GetString()).Order(StringComparer.Ordinal));

        Task MuteAsync(string project, int number) => DoAsync(HttpMethod.Put, "mute", project, number);

        Task UnmuteAsync(string project, int number) => DoAsync(HttpMethod.Delete, "unmute", project, number);

        async Task DoAsync(HttpMethod method, string call, string project, int number)
        {
            var subject = $"jira:issue:{project}-{number:D2}";
            if (number % 2 == 0)
                await session.InvokeAsync(call, new { subject });
            else
                Assert.Equal(HttpStatusCode.OK, (await person.SendAsync(method, $"mutes/{subject}")).Status);
        }
    }

    [Fact]
    public async Task Who_read_preferences_that_have_changed_since_is_told_so_on_both_ways()
    {
        await using var session = await AttachAsync("vera");
        var person = Person.Named(_gateway, "vera");
        var read = await session.InvokeAsync("preferences", new { });
        await session.InvokeAsync("mute", new { subject = "jira:issue:MEANWHILE-1" });

        var (status, problem) = await person.SendAsync(HttpMethod.Put, "preferences", read);
        var refusal = await Assert.ThrowsAsync<HubException>(() => session.InvokeAsync("setPreferences", new { preferences = read }));

        Assert.Equal(
            (HttpStatusCode.Conflict, "preferences_changed", "$.version"),
            (status, problem.GetProperty("code").GetString(), problem.GetProperty("place").GetString()));
        Assert.Contains("preferences_changed: $.preferences.version: ", refusal.Message, StringComparison.Ordinal);
        var (again, written) = await person.SendAsync(HttpMethod.Put, "preferences", await person.GetAsync("preferences"));
        Assert.Equal((HttpStatusCode.OK, "jira:issue:MEANWHILE-1"), (again, written.GetProperty("mutes")[0].GetProperty("subject").GetString()));
    }

    private async Task<HubSession> AttachAsync(string user)
    {
        var session = await HubSession.ConnectAsync(_gateway);
        await session.AttachAsync(new Tokens(_gateway.KeyFile).For(user, []));
        return session;
    }
}
