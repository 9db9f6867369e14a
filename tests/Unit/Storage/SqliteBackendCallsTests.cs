using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Live;
using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Rules.Deciding;
using Notifications.Rules.Recording;
using Notifications.Storage.Sqlite;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Storage;

public sealed class SqliteBackendCallsTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private readonly string _directory = Directory.CreateTempSubdirectory("backend-calls-").FullName;
    private readonly SqliteBackendCalls _calls;

    public SqliteBackendCallsTests()
    {
        var database = new SqliteDatabase(
            Options.Create(new SqliteOptions { File = Path.Combine(_directory, "calls.db") }),
            new HostingEnvironment { ContentRootPath = _directory }, NullLogger<SqliteDatabase>.Instance);
        database.Migrate();
        _calls = new SqliteBackendCalls(database);
    }

    public void Dispose()
    {
        _calls.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Keeps_every_field()
    {
        var flag = new Flag { Id = "f", Rule = "rule", Title = "Hello", Time = Now, Actions = [new FlagAction { Text = "Go", Kind = FlagActionKind.Refresh }] };
        var call = Call("1") with { Proposal = new RecordedNotification(flag, true, "anna", ["ben"], [new Recipient("ben", ["assignee"])]) };
        await _calls.AddAsync([call], 10, Now);

        var claimed = Assert.Single(await _calls.ClaimAsync("endpoint:e", 10, Now, Now.AddSeconds(25)));

        Assert.Equal(1, claimed.Attempt);
        Assert.Equivalent(call, claimed.Call, strict: true);
    }

    [Fact]
    public async Task A_claimed_call_is_nobody_elses_until_its_claim_runs_out()
    {
        await _calls.AddAsync([Call("1"), Call("2"), Call("3")], 10, Now);

        Assert.Equal(2, (await _calls.ClaimAsync("endpoint:e", 2, Now, Now.AddSeconds(25))).Count);
        Assert.Single(await _calls.ClaimAsync("endpoint:e", 2, Now, Now.AddSeconds(30)));
        Assert.Empty(await _calls.ClaimAsync("endpoint:e", 2, Now.AddSeconds(24), Now.AddSeconds(50)));
        Assert.Equal(Now.AddSeconds(25), Assert.Single(await _calls.FindDueAsync(["endpoint:e", "endpoint:other"])).Value);
        Assert.All(await _calls.ClaimAsync("endpoint:e", 9, Now.AddSeconds(25), Now.AddSeconds(50)), call => Assert.Equal(2, call.Attempt));
    }

    [Fact]
    public async Task Refuses_more_than_may_be_pending_but_counts_none_twice()
    {
        Assert.Equal(0, await _calls.AddAsync([Call("1"), Call("1"), Call("2")], 2, Now));
        Assert.Equal(2, await _calls.AddAsync([Call("3"), Call("4")], 2, Now));
        await _calls.SaveAsync("1", BackendProgress.Done(1), Now);
        Assert.Equal(1, await _calls.AddAsync([Call("3"), Call("4")], 2, Now));
    }

    [Fact]
    public async Task Forgets_what_is_old_and_what_is_too_much()
    {
        await _calls.AddAsync([Call("done"), Call("new"), Call("failed"), Call("a"), Call("b"), Call("c")], 10, Now);
        var failed = new BackendProgress(BackendCallState.Failed, 4, null, "no");
        await _calls.SaveAsync("done", BackendProgress.Done(1), Now);
        await _calls.SaveAsync("new", BackendProgress.Done(1), Now.AddHours(2));
        await _calls.SaveAsync("failed", failed, Now);
        foreach (var (id, hours) in ((string, int)[])[("a", 2), ("b", 3), ("c", 4)])
            await _calls.SaveAsync(id, failed, Now.AddHours(hours));

        await _calls.ForgetAsync(Now.AddHours(1), Now.AddHours(1), maxFailed: 2);

        Assert.Equal(["b", "c", "new"], (await _calls.ListAsync("default", null, null, 10)).Select(call => call.Id).Order());
    }

    [Fact]
    public async Task Lists_by_site_state_and_rule()
    {
        await _calls.AddAsync([Call("1"), Call("2") with { Rule = "other" }, Call("3") with { Event = SampleEvent.Of() with { Site = "elsewhere" } }], 10, Now);
        await _calls.SaveAsync("1", new BackendProgress(BackendCallState.Failed, 4, null, "no"), Now);

        Assert.Equal(["1"], await Ids(BackendCallState.Failed, null));
        Assert.Equal(["2"], await Ids(BackendCallState.Pending, null));
        Assert.Equal(["2"], await Ids(null, "other"));
        Assert.Empty(await Ids(BackendCallState.Failed, "other"));

        async Task<IEnumerable<string>> Ids(BackendCallState? state, string? rule) =>
            (await _calls.ListAsync("default", state, rule, 10)).Select(call => call.Id);
    }

    private static BackendCall Call(string id) =>
        new() { Id = id, Rule = "rule", RuleVersion = "v1", Target = "endpoint:e", Event = SampleEvent.Of() };
}
