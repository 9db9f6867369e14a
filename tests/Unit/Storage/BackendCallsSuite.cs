using Notifications.Live;
using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Rules.Deciding;
using Notifications.Rules.Recording;
using Notifications.Storage.Backend;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Storage;

public abstract class BackendCallsSuite(StoreOn on) : StoreSuite(on)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private SqlBackendCalls _calls = null!;

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

    [Fact]
    public async Task Many_who_claim_at_once_get_each_call_once()
    {
        await _calls.AddAsync([.. Enumerable.Range(0, 60).Select(i => Call($"{i}"))], 100, Now);

        var claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _calls.ClaimAsync("endpoint:e", 5, Now, Now.AddSeconds(25))));

        var ids = claims.SelectMany(claimed => claimed.Select(one => one.Call.Id)).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public async Task Gives_up_the_calls_to_targets_that_are_no_more()
    {
        await _calls.AddAsync([Call("1"), Call("2") with { Target = "endpoint:other" }], 10, Now);

        await _calls.GiveUpOthersAsync(["endpoint:e"], Now, "gone", Now.AddSeconds(1));
        Assert.Equal(["2"], (await _calls.ListAsync("default", BackendCallState.Failed, null, 10)).Select(call => call.Id));

        await _calls.GiveUpOthersAsync([], Now.AddSeconds(1), "gone", Now.AddSeconds(1));
        Assert.Equal(2, (await _calls.ListAsync("default", BackendCallState.Failed, null, 10)).Count);
    }

    protected override ValueTask OpenAsync()
    {
        _calls = new SqlBackendCalls(Database, Writes);
        return ValueTask.CompletedTask;
    }

    private static BackendCall Call(string id) =>
        new() { Id = id, Rule = "rule", RuleVersion = "v1", Target = "endpoint:e", Event = SampleEvent.Of() };
}

public sealed class BackendCallsOnSqlite() : BackendCallsSuite(StoreOn.Sqlite);

public sealed class BackendCallsOnPostgres() : BackendCallsSuite(StoreOn.Postgres);
