using Notifications.Live;
using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Rules.Recording;

namespace Notifications.Tests.Unit.Rules.Backend;

public sealed class Calls : IAsyncLifetime
{
    private static readonly BackendAnswer Hello = BackendAnswer.Of(new BackendNotification { To = [BackendRecipient.Viewers], Title = "Hello" });

    private readonly RunningCalls _running = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    [Fact]
    public async Task TellWhatIsAnsweredAndEachOnce()
    {
        await _running.StartAsync(new TestRule(@event => @event is { Attempt: 1, Rule: "rule" } && @event.Data.GetProperty("issue").GetProperty("key").GetString() == "DEMO-1" ? Hello : BackendAnswer.None));

        var call = _running.Hand("1");
        _running.Hand("1");
        _running.Hand("2");

        string[] ids = [(await _running.NextToldAsync()).Id, (await _running.NextToldAsync()).Id];
        Assert.Contains($"backend:{call.Id}", ids);
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(BackendCallState.Done, (await _running.Calls.NextAsync()).State);
        Assert.Equal(BackendCallState.Done, (await _running.Calls.NextAsync()).State);
        // Handed once more after it is done, as a decision that is made twice would.
        _running.Hand("1");
        _running.Hand("3");
        await _running.NextToldAsync();
        await _running.Calls.NextAsync();
        Assert.False(_running.TellsMore());
    }

    [Fact]
    public async Task MayTellNobodyOrWhatTheRuleItselfSays()
    {
        await _running.StartAsync(new TestRule(@event => @event.Event.Id == "yes" ? BackendAnswer.Notify : BackendAnswer.None));
        var proposal = new RecordedNotification(
            new Flag { Id = "f", Rule = "rule", Title = "By the rule", Time = DateTimeOffset.UnixEpoch }, EveryViewer: true, null, [], []);

        _running.Hand("no", proposal: proposal);
        Assert.Equal(BackendCallState.Done, (await _running.Calls.NextAsync()).State);
        _running.Hand("yes", proposal: proposal);

        Assert.Equal(["By the rule"], (await _running.NextToldAsync()).Titles);
        Assert.False(_running.TellsMore());
    }

    [Fact]
    public async Task AreTriedFourTimesWithGrowingPausesAndThenGivenUpAndSeen()
    {
        var attempts = new List<int>();
        await _running.StartAsync(new TestRule(@event =>
        {
            attempts.Add(@event.Attempt);
            throw new InvalidOperationException("The moon is in the way.");
        }));

        var call = _running.Hand("1");
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 3; i++)
        {
            var progress = await _running.Calls.NextAsync();
            pauses.Add(progress.NextTry!.Value - _running.Time.GetUtcNow());
            _running.Advance(pauses[^1]);
        }

        Assert.Equal(new BackendProgress(BackendCallState.Failed, 4, null, "The moon is in the way."), await _running.Calls.NextAsync());
        Assert.Equal([1, 2, 3, 4], attempts);
        Assert.InRange(pauses[0].TotalSeconds, 4, 6);
        Assert.InRange(pauses[1].TotalSeconds, 20, 30);
        Assert.InRange(pauses[2].TotalSeconds, 100, 150);
        var status = Assert.Single(await _running.Calls.ListAsync("default", BackendCallState.Failed, "rule", 10));
        Assert.Equal((call.Id, 4, "The moon is in the way.", "1"), (status.Id, status.Tries, status.LastError, status.EventId));
        Assert.Contains(_running.Log.Messages, message => message.StartsWith("function:function was given up for rule rule and event 1 of jira after try 4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ThatWereGivenUpCanBeMadeAgain()
    {
        var works = false;
        await _running.StartAsync(new TestRule(_ => works ? Hello : throw new RetryLaterException(TimeSpan.FromSeconds(901))));
        var call = _running.Hand("1");
        Assert.Equal(BackendCallState.Failed, (await _running.Calls.NextAsync()).State);

        works = true;
        Assert.False(await _running.Calls.RetryAsync("other", call.Id, _running.Time.GetUtcNow()));
        Assert.True(await _running.Calls.RetryAsync("default", call.Id, _running.Time.GetUtcNow()));
        _running.Advance(TimeSpan.Zero);

        Assert.Equal(["Hello"], (await _running.NextToldAsync()).Titles);
        Assert.Equal(BackendCallState.Done, (await _running.Calls.NextAsync()).State);
        Assert.False(await _running.Calls.RetryAsync("default", call.Id, _running.Time.GetUtcNow()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(900)]
    public async Task WaitAsLongAsTheyAreAskedTo(int seconds)
    {
        await _running.StartAsync(new TestRule(@event => @event.Attempt > 1 ? Hello : throw new RetryLaterException(TimeSpan.FromSeconds(seconds))));
        _running.Hand("1");

        var progress = await _running.Calls.NextAsync();
        Assert.Equal(_running.Time.GetUtcNow() + TimeSpan.FromSeconds(seconds), progress.NextTry);
        _running.Advance(TimeSpan.FromSeconds(seconds));
        await _running.NextToldAsync();
    }

    [Fact]
    public async Task ThatAreAskedToWaitTooLongAreGivenUp()
    {
        await _running.StartAsync(new TestRule(_ => throw new RetryLaterException(TimeSpan.FromSeconds(901), "Busy.")));
        _running.Hand("1");
        Assert.Equal(new BackendProgress(BackendCallState.Failed, 1, null, "Busy. It asks for 901 s; at most 900 s are waited."), await _running.Calls.NextAsync());
    }

    [Fact]
    public async Task ToOneThatHangsHoldUpNobodyElseAndEndInTime()
    {
        var entered = new TaskCompletionSource();
        await _running.StartAsync(
            new TestRule("hangs", async (_, _) =>
            {
                entered.TrySetResult();
                await new TaskCompletionSource().Task;
                return BackendAnswer.None;
            }),
            new TestRule(_ => Hello));
        for (var i = 0; i < 50; i++)
            _running.Hand($"hangs {i}", "hangs");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20));

        _running.Hand("1");
        Assert.Equal(["Hello"], (await _running.NextToldAsync()).Titles);
        Assert.Equal(BackendCallState.Done, (await _running.Calls.NextAsync()).State);

        _running.Advance(TimeSpan.FromSeconds(10));
        var progress = await _running.Calls.NextAsync();
        Assert.Equal((BackendCallState.Pending, "There was no answer within 10 s."), (progress.State, progress.LastError));
    }

    [Fact]
    public async Task GoOnAfterARestartWhereTheyWere()
    {
        await _running.StartAsync(new TestRule(_ => throw new InvalidOperationException("Not yet.")));
        _running.Hand("1");
        var progress = await _running.Calls.NextAsync();
        await _running.StopAsync();

        var attempts = new List<int>();
        await _running.StartAsync(new TestRule(@event =>
        {
            attempts.Add(@event.Attempt);
            return Hello;
        }));
        _running.Advance(progress.NextTry!.Value - _running.Time.GetUtcNow());

        Assert.Equal(["Hello"], (await _running.NextToldAsync()).Titles);
        Assert.Equal([2], attempts);
    }

    [Fact]
    public async Task ThatAStopInterruptsAreMadeAgain()
    {
        var entered = new TaskCompletionSource();
        await _running.StartAsync(new TestRule("function", async (_, token) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return BackendAnswer.None;
        }));
        _running.Hand("1");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await _running.StopAsync();
        Assert.Equal((BackendCallState.Pending, 0), ((await _running.Calls.NextAsync()) is var saved ? (saved.State, saved.Tries) : default));

        await _running.StartAsync(new TestRule(_ => Hello));
        Assert.Equal(["Hello"], (await _running.NextToldAsync()).Titles);
    }

    [Fact]
    public async Task ToOneThatIsGoneAreGivenUpAfterADay()
    {
        await _running.StartAsync(new TestRule(_ => throw new InvalidOperationException("Not yet.")));
        _running.Hand("1");
        await _running.Calls.NextAsync();
        await _running.StopAsync();

        await _running.StartAsync(new TestRule("another", (_, _) => Task.FromResult(Hello)));
        _running.Hand("2", "another");
        Assert.Equal(BackendCallState.Done, (await _running.Calls.NextAsync()).State);
        Assert.Equal("Not yet.", Assert.Single(await _running.Calls.ListAsync("default", BackendCallState.Pending, null, 10)).LastError);
        await _running.StopAsync();

        _running.Time.Advance(BackendRunner.UnknownFor);
        await _running.StartAsync(new TestRule("another", (_, _) => Task.FromResult(Hello)));
        _running.Hand("3", "another");
        Assert.Equal(BackendCallState.Done, (await _running.Calls.NextAsync()).State);

        var status = Assert.Single(await _running.Calls.ListAsync("default", BackendCallState.Failed, null, 10));
        Assert.Equal("It is not configured any more.", status.LastError);
    }
}
