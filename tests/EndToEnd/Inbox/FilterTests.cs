using System.Net;
using System.Text.Json;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Inbox;

/// <summary>Every filter of the inbox, and what is answered of ids that are not there, on both ways.</summary>
public sealed class FilterTests(SharedGateway shared) : IAsyncLifetime
{
    // Each test has an inbox of its own.
    private readonly string _user = $"fia-{Guid.NewGuid():N}";
    private readonly GatewayProcess _gateway = shared.Gateway;
    private HubSession? _session;
    private JsonElement[] _items = [];

    private Person Reader => Person.Named(_gateway, _user);

    private HubSession Session => _session ?? throw new InvalidOperationException("Not attached.");

    public async ValueTask InitializeAsync()
    {
        _session = await HubSession.ConnectAsync(_gateway);
        await _session.AttachAsync(new Tokens(_gateway.KeyFile).For(_user, []));
        using (await Hook.PostAsync(_gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("FILT-1", "Done", assignee: _user)))
            await _session.NextCountsAsync();
        foreach (var (subject, type) in ((string, string)[])
                 [("jira:issue:FILT-1", "error"), ("wiki:page:77", "warning"), ("wiki:page:77", "success"), ("jira:issue:FILT-2", "info")])
        {
            await Person.NotifyAsync(_gateway, _user, type, subject, type);
            await _session.NextCountsAsync();
        }

        _items = [.. (await Reader.GetAsync("inbox?view=all")).GetProperty("items").EnumerateArray()];
    }

    public ValueTask DisposeAsync() => _session?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData("source", "source")]
    [InlineData("subject", "subject")]
    [InlineData("type", "type")]
    [InlineData("rule", "rule")]
    [InlineData("reason", "reasons")]
    public async Task What_a_filter_names_is_listed_and_nothing_else(string filter, string field)
    {
        var values = _items.SelectMany(item => Values(item, field)).Distinct().ToArray();
        Assert.True(values.Length > 1, $"All have the same {field}: {string.Join(", ", values)}");

        foreach (var value in values)
        {
            var expected = _items.Where(item => Values(item, field).Contains(value)).Select(Id).ToArray();
            Assert.InRange(expected.Length, 1, _items.Length - 1);
            Assert.Equal(expected, Ids(await Reader.GetAsync($"inbox?{filter}={Uri.EscapeDataString(value)}")));
            Assert.Equal(expected, Ids(await Session.InvokeAsync("inbox", new Dictionary<string, string> { [filter] = value })));
        }

        Assert.Empty(Ids(await Reader.GetAsync($"inbox?{filter}={(filter == "type" ? "info&source=nobody" : "jira:issue:NOBODY-1")}")));

        static IEnumerable<string> Values(JsonElement item, string field) => item.GetProperty(field) is { ValueKind: JsonValueKind.Array } several
            ? several.EnumerateArray().Select(one => one.GetString()!)
            : [item.GetProperty(field).GetString()!];
    }

    [Fact]
    public async Task Every_state_has_its_view()
    {
        string[] ids = [.. _items.Select(Id)];
        await DoAsync(new { operation = "seen", ids = ids[..1] });
        await DoAsync(new { operation = "read", ids = ids[1..2] });
        await DoAsync(new { operation = "archive", ids = ids[2..3] });
        await DoAsync(new { operation = "snooze", ids = ids[3..4], @for = "resolved" });
        await DoAsync(new { operation = "save", ids = ids[2..4] });

        foreach (var (view, expected) in ((string, int[])[])
                 [("inbox", [0, 1, 4]), ("unread", [0, 4]), ("unseen", [4]), ("archived", [2]), ("snoozed", [3]), ("saved", [2, 3]), ("all", [0, 1, 2, 3, 4])])
        {
            Assert.Equal(expected.Select(index => ids[index]), Ids(await Reader.GetAsync($"inbox?view={view}")));
            Assert.Equal(expected.Select(index => ids[index]), Ids(await Session.InvokeAsync("inbox", new { view })));
        }
    }

    [Fact]
    public async Task Ids_that_are_not_there_are_answered_one_by_one_and_the_others_change()
    {
        string[] ids = [Id(_items[0]), "nobody", Id(_items[1]), "no-one"];

        var byRest = await DoAsync(new { operation = "save", ids });
        var byHub = await Session.InvokeAsync("change", new { operation = "archive", ids });
        var again = await DoAsync(new { operation = "archive", ids });
        var none = await Session.InvokeAsync("change", new { operation = "read", ids = new[] { "nobody" } });

        foreach (var (answer, changed, unknown) in ((JsonElement, int, string[])[])
                 [(byRest, 2, ["no-one", "nobody"]), (byHub, 2, ["no-one", "nobody"]), (again, 0, ["no-one", "nobody"]), (none, 0, ["nobody"])])
        {
            Assert.Equal(changed, answer.GetProperty("changed").GetInt32());
            Assert.Equal(unknown, answer.GetProperty("unknown").EnumerateArray().Select(id => id.GetString()).Order(StringComparer.Ordinal));
        }
    }

    private async Task<JsonElement> DoAsync(object order)
    {
        var (status, answer) = await Reader.SendAsync(HttpMethod.Post, "inbox/changes", order);
        Assert.True(status == HttpStatusCode.OK, answer.ToString());
        return answer;
    }

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;

    private static IEnumerable<string> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(Id);
}
