using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Notifications.Inbox;
using Notifications.Live;
using Notifications.Subjects;
using Notifications.Tests.Unit.Live;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Unit.Inbox;

public sealed class InboxRequestTests
{
    private static readonly InboxOwner Anna = new("default", "anna", PreferredLocales.None);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly TestUserContext _context = new();
    private readonly InboxCalls _calls;

    public InboxRequestTests() => _calls = new InboxCalls(_context.AsUserContexts(), _time);

    [Fact]
    public async Task A_query_says_what_was_asked_for()
    {
        await _calls.ListAsync(Anna, Read<ListRequest>(
            """{ "view": "snoozed", "source": "jira", "subject": "jira:issue:A-1", "reason": "assignee", "type": "warning", "rule": "r", "limit": 7 }"""));
        await _calls.ListAsync(Anna, Read<ListRequest>("{}"));

        Assert.Equal(
            new InboxQuery
            {
                View = InboxView.Snoozed, Source = "jira", Subject = new Subject("jira", "issue", "A-1"), Reason = "assignee", Type = FlagType.Warning, Rule = "r", Limit = 7,
            },
            _context.Queries[0]);
        Assert.Equal(new InboxQuery(), _context.Queries[1]);
    }

    [Theory]
    [InlineData("""{ "view": "new" }""", "$.view", "'new' is not known; it is one of inbox, unread, unseen, archived, snoozed, saved, all.")]
    [InlineData("""{ "view": "Inbox" }""", "$.view", "'Inbox' is not known")]
    [InlineData("""{ "view": "0" }""", "$.view", "'0' is not known")]
    [InlineData("""{ "type": "fatal" }""", "$.type", "info, success, warning, error")]
    [InlineData("""{ "subject": "A-1" }""", "$.subject", "source:kind:id")]
    [InlineData("""{ "source": "" }""", "$.source", "1 to 255 characters")]
    [InlineData("""{ "rule": "a\u0000b" }""", "$.rule", "control character")]
    [InlineData("""{ "limit": 0 }""", "$.limit", "1 to 200")]
    [InlineData("""{ "limit": 201 }""", "$.limit", "1 to 200")]
    [InlineData("""{ "limit": "7" }""", "$.limit", "not of the type")]
    [InlineData("[]", "$", "Pass an object")]
    [InlineData("null", "$", "Pass an object")]
    public async Task A_query_that_is_wrong_is_refused_with_its_place(string request, string place, string message) =>
        await AssertRefusedAsync(() => _calls.ListAsync(Anna, Read<ListRequest>(request)), "request_malformed", place, message);

    [Fact]
    public async Task A_cursor_leads_to_the_next_page_of_the_same_list_only()
    {
        _context.Page = ([], 4711);
        var request = new ListRequest { View = "unread", Source = "jira" };
        var next = (await _calls.ListAsync(Anna, request)).Next;

        await _calls.ListAsync(Anna, request with { Cursor = next, Limit = 5 });
        Assert.Equal(4711, _context.Queries[^1].Before);

        await RefusedAsync(Anna, request with { Cursor = next, View = "all" });
        await RefusedAsync(Anna, request with { Cursor = next, Source = null });
        await RefusedAsync(Anna with { User = "ben" }, request with { Cursor = next });
        await RefusedAsync(Anna with { Site = "other" }, request with { Cursor = next });
        foreach (var broken in (string[])["", "4711", next! + "A", next![..^1], "!" + next[1..], next[..^2] + "  ", new string('A', 22), new string('-', 100_000)])
            await RefusedAsync(Anna, request with { Cursor = broken });
        Assert.Equal(2, _context.Queries.Count);

        Task RefusedAsync(InboxOwner owner, ListRequest asked) =>
            AssertRefusedAsync(() => _calls.ListAsync(owner, asked), "cursor_invalid", "$.cursor", "begin without one");
    }

    [Fact]
    public async Task An_order_says_what_to_do_to_which()
    {
        await _calls.ChangeAsync(Anna, Read<ChangeRequest>("""{ "operation": "read", "ids": ["a", "b", "a"] }"""));
        await _calls.ChangeAsync(Anna, Read<ChangeRequest>("""{ "operation": "archive", "all": { "view": "inbox", "source": "jira", "through": 41 } }"""));
        await _calls.ChangeAsync(Anna, Read<ChangeRequest>("""{ "operation": "snooze", "ids": ["a"], "until": "2026-11-24T09:00:00+01:00", "for": "statusChanged" }"""));

        Assert.Equal(["a", "b"], _context.Orders[0].Ids);
        Assert.Equal((InboxOperation.Archive, new InboxQuery { Source = "jira", Before = 42 }), (_context.Orders[1].Operation, _context.Orders[1].All));
        Assert.Equal(
            (InboxOperation.Snooze, new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero), "statusChanged"),
            (_context.Orders[2].Operation, _context.Orders[2].Until, _context.Orders[2].For));
    }

    [Theory]
    [InlineData("""{ "ids": ["a"] }""", "$.operation", "It is missing; it is one of seen, read, unread, archive, unarchive, snooze, unsnooze, save, unsave.")]
    [InlineData("""{ "operation": "delete", "ids": ["a"] }""", "$.operation", "'delete' is not known")]
    [InlineData("""{ "operation": "read" }""", "$.ids", "either 'ids' or 'all'")]
    [InlineData("""{ "operation": "read", "ids": ["a"], "all": {} }""", "$.ids", "either 'ids' or 'all'")]
    [InlineData("""{ "operation": "read", "ids": [] }""", "$.ids", "1 to 1000 ids")]
    [InlineData("""{ "operation": "read", "ids": ["a", null] }""", "$.ids[1]", "1 to 64 characters")]
    [InlineData("""{ "operation": "read", "all": { "through": -1 } }""", "$.all.through", "sequence")]
    [InlineData("""{ "operation": "read", "all": { "view": "x" } }""", "$.all.view", "'x' is not known")]
    [InlineData("""{ "operation": "read", "ids": ["a"], "until": "2026-11-24T09:00:00Z" }""", "$.until", "Only 'snooze'")]
    [InlineData("""{ "operation": "snooze", "ids": ["a"] }""", "$.until", "until when")]
    [InlineData("""{ "operation": "snooze", "ids": ["a"], "for": "closed" }""", "$.for", "resolved, reopened, statusChanged, commented, updated")]
    [InlineData("""{ "operation": "snooze", "ids": ["a"], "until": "2026-11-23T11:59:59Z" }""", "$.until", "to come")]
    [InlineData("""{ "operation": "snooze", "ids": ["a"], "until": "2036-11-23T12:00:00Z" }""", "$.until", "within 732 days")]
    [InlineData("""{ "operation": "snooze", "ids": ["a"], "until": "2026-11-24T09:00:00" }""", "$.until", "with an offset")]
    [InlineData("""{ "operation": "snooze", "ids": ["a"], "until": "tomorrow" }""", "$.until", "ISO 8601")]
    public async Task An_order_that_is_wrong_is_refused_with_its_place(string request, string place, string message) =>
        await AssertRefusedAsync(() => _calls.ChangeAsync(Anna, Read<ChangeRequest>(request)), "request_malformed", place, message);

    [Fact]
    public async Task Ids_have_bounds()
    {
        string?[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => $"{i}")];

        await _calls.ChangeAsync(Anna, new ChangeRequest("read", Ids(1_000)));
        await AssertRefusedAsync(() => _calls.ChangeAsync(Anna, new ChangeRequest("read", Ids(1_001))), "request_malformed", "$.ids", "1 to 1000");
        await AssertRefusedAsync(() => _calls.ChangeAsync(Anna, new ChangeRequest("read", [new string('x', 65)])), "request_malformed", "$.ids[0]", "1 to 64");
        foreach (var id in (string[])["a\0", "a\ud800", "\udc00\ud800", "a\u0085"])
            await AssertRefusedAsync(() => _calls.ChangeAsync(Anna, new ChangeRequest("read", ["a", id])), "request_malformed", "$.ids[1]", "none of them a control character");
        await _calls.ChangeAsync(Anna, new ChangeRequest("read", ["\ud83d\ude00"]));

        await _calls.AcknowledgeAsync(Anna, new AcknowledgeRequest(Ids(64), Closed: true));
        await AssertRefusedAsync(() => _calls.AcknowledgeAsync(Anna, new AcknowledgeRequest(Ids(65))), "request_malformed", "$.ids", "1 to 64");
        await AssertRefusedAsync(() => _calls.AcknowledgeAsync(Anna, new AcknowledgeRequest()), "request_malformed", "$.ids", "1 to 64");
        Assert.True(Assert.Single(_context.Receipts).Closed);
    }

    [Fact]
    public async Task What_a_newer_browser_says_is_passed_over_and_what_a_program_says_is_not()
    {
        const string newer = """{ "operation": "read", "colour": "red" }""";
        var http = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(newer)) } };

        Assert.Equal("read", Read<ChangeRequest>(newer).Operation);
        await AssertRefusedAsync(() => RequestJson.ReadAsync<ChangeRequest>(http.Request), "request_malformed", "$.colour", "no such property");
    }

    [Fact]
    public async Task Preferences_come_back_as_they_were_written()
    {
        const string written =
            """
            { "choices": [{ "scope": "reason", "key": "mentioned", "show": true }],
              "mutes": [{ "subject": "jira:project:PLAT" }, { "subject": "jira:issue:A-1", "until": "2026-12-01T08:00:00Z" }],
              "quiet": { "timeZone": "Europe/Berlin", "times": [{ "days": ["monday", "sunday"], "from": "18:00", "to": "08:00" }], "except": "error" } }
            """;

        var set = await _calls.SetPreferencesAsync(Anna, Read<WirePreferences>(written), "$");
        var got = await _calls.PreferencesAsync(Anna);

        Assert.Equal(JsonSerializer.Serialize(set), JsonSerializer.Serialize(got));
        Assert.Equal(("reason", "mentioned", true, (bool?)null), (got.Choices![0]!.Scope, got.Choices[0]!.Key, got.Choices[0]!.Show, got.Choices[0]!.Keep));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero), DateTimeOffset.Parse(got.Mutes![1]!.Until!, null));
        Assert.Equal(("Europe/Berlin", "error"), (got.Quiet!.TimeZone, got.Quiet.Except));
        Assert.Equal(["monday", "sunday"], got.Quiet.Times![0]!.Days!);
        Assert.Equal(("18:00", "08:00"), (got.Quiet.Times[0]!.From, got.Quiet.Times[0]!.To));
    }

    [Theory]
    [InlineData("""{ "choices": [{ "scope": "user", "key": "x", "show": true }] }""", "$.choices[0].scope", "rule, reason, source")]
    [InlineData("""{ "choices": [null] }""", "$.choices[0]", "null")]
    [InlineData("""{ "choices": [{ "scope": "rule", "key": "x" }] }""", "$.choices[0]", "'show', 'keep' or both")]
    [InlineData("""{ "mutes": [{ "subject": "jira:project:A", "until": "2999-01-01T00:00:00Z" }] }""", "$.mutes[0].until", "within 3660 days")]
    [InlineData("""{ "mutes": [{ "subject": "PLAT" }] }""", "$.mutes[0].subject", "source:kind:id")]
    [InlineData("""{ "mutes": [{ "subject": "jira:project:A" }, { "subject": "jira:project:A" }] }""", "$.mutes[1]", "already")]
    [InlineData("""{ "quiet": { "timeZone": "Middle/Earth", "times": [{ "days": ["monday"], "from": "18:00", "to": "08:00" }] } }""", "$.quiet.timeZone", "not known")]
    [InlineData("""{ "quiet": { "timeZone": "Europe/Berlin", "times": [{ "days": ["Monday"], "from": "18:00", "to": "08:00" }] } }""", "$.quiet.times[0].days[0]", "'Monday' is not known")]
    [InlineData("""{ "quiet": { "timeZone": "Europe/Berlin", "times": [{ "days": ["monday"], "from": "6pm", "to": "08:00" }] } }""", "$.quiet.times[0].from", "HH:mm")]
    public async Task Preferences_that_are_wrong_are_refused_with_their_place(string written, string place, string message) =>
        await AssertRefusedAsync(() => _calls.SetPreferencesAsync(Anna, Read<WirePreferences>(written), "$"), "request_malformed", place, message);

    [Fact]
    public async Task A_mute_says_what_is_muted_until_when_and_what_no_more()
    {
        await _calls.MuteAsync(Anna, Read<MuteRequest>("""{ "subject": "jira:project:PLAT", "until": "2026-12-01T09:00:00+01:00" }"""));
        await _calls.MuteAsync(Anna, new MuteRequest("jira:issue:A-1"));
        await _calls.UnmuteAsync(Anna, Read<UnmuteRequest>("""{ "subject": "jira:project:PLAT" }"""));

        Assert.Equal([new Mute("jira:project:PLAT", new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero)), new Mute("jira:issue:A-1", null)], _context.Mutes);
        Assert.Equal([new Subject("jira", "project", "PLAT")], _context.Unmuted);
        await AssertRefusedAsync(() => _calls.MuteAsync(Anna, new MuteRequest("PLAT")), "request_malformed", "$.subject", "source:kind:id");
        await AssertRefusedAsync(() => _calls.MuteAsync(Anna, new MuteRequest("jira:project:PLAT", "2020-01-01T00:00:00Z")), "request_malformed", "$.until", "to come");
        await AssertRefusedAsync(() => _calls.UnmuteAsync(Anna, new UnmuteRequest()), "request_malformed", "$.subject", "source:kind:id");
        _context.MuteOutcome = PreferencesOutcome.Erased;
        await AssertRefusedAsync(() => _calls.MuteAsync(Anna, new MuteRequest("jira:issue:A-1")), "user_erased", null, "readmits");
        _context.MuteOutcome = PreferencesOutcome.TooManyMutes;
        await AssertRefusedAsync(() => _calls.MuteAsync(Anna, new MuteRequest("jira:issue:A-1")), "request_malformed", "$.mutes", "There are 500 mutes");
    }

    [Fact]
    public async Task Preferences_with_the_version_that_was_read_replace_no_others()
    {
        var read = await _calls.PreferencesAsync(Anna);
        var mine = await _calls.SetPreferencesAsync(Anna, read with { Mutes = [new WireMute("jira:issue:A-1")] }, "$");

        Assert.NotEqual(read.Version, mine.Version);
        await AssertRefusedAsync(() => _calls.SetPreferencesAsync(Anna, read, "$"), "preferences_changed", "$.version", "Read them again");
        await AssertRefusedAsync(() => _calls.SetPreferencesAsync(Anna, read with { Version = "" }, "$"), "request_malformed", "$.version", "1 to 255");
        Assert.Equal(mine.Version, (await _calls.PreferencesAsync(Anna)).Version);
        Assert.Empty((await _calls.SetPreferencesAsync(Anna, read with { Version = null }, "$")).Mutes!);
    }

    [Fact]
    public async Task The_effective_answer_says_what_was_asked_and_its_cause()
    {
        var answer = await _calls.EffectiveAsync(Anna, Read<EffectiveRequest>(
            """{ "rule": "r", "source": "jira", "subject": "jira:issue:PLAT-1", "reasons": ["assignee"], "type": "error", "critical": true, "places": ["jira:project:PLAT"] }"""));

        var question = Assert.Single(_context.Questions);
        Assert.Equal(("r", "jira", new Subject("jira", "issue", "PLAT-1"), FlagType.Error, true), (question.Rule, question.Source, question.Subject, question.Type, question.Critical));
        Assert.Equal(["assignee"], question.Reasons);
        Assert.Equal([new Subject("jira", "project", "PLAT")], question.Places);
        Assert.Equal((false, true, "mutedPlace"), (answer.Show, answer.Keep, answer.Cause));
        await AssertRefusedAsync(
            () => _calls.EffectiveAsync(Anna, Read<EffectiveRequest>("""{ "rule": "r", "source": "jira" }""")), "request_malformed", "$.subject", "source:kind:id");
    }

    private static T Read<T>(string json)
        where T : class => RequestJson.Read<T>(JsonElement.Parse(json));

    private static async Task AssertRefusedAsync(Func<Task> call, string code, string? place, string message)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(call);
        Assert.Equal((code, place), (refused.Code, refused.Place));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }
}
