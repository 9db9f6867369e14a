using Notifications.Rules.Backend;
using Notifications.Rules.Notifying;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Rules.Backend;

public sealed class Functions
{
    [Fact]
    public async Task ThatHangKeepTheirPlacesUntilTheyEnd()
    {
        var entered = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        var backend = new FunctionBackend(
            new TestRule("hangs", async (_, _) =>
            {
                entered.SetResult();
                await end.Task;
                return BackendAnswer.None;
            }),
            new BackendCallOptions { FunctionParallelism = 2 });
        using var stop = new CancellationTokenSource();
        var call = new BackendCall { Id = "1", Rule = "rule", RuleVersion = "v1", Target = "function:hangs", Event = SampleEvent.Of() };
        var asked = backend.AskAsync(new ClaimedCall(call, 1), stop.Token);
        Assert.Equal(2, backend.Parallelism);

        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Equal(1, backend.Parallelism);

        end.SetResult();
        Assert.True(SpinWait.SpinUntil(() => backend.Parallelism == 2, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task SayWhatIsKeptAndWhatIsCritical()
    {
        var (always, away) = (await AskAsync(Notification with { Keep = true }), await AskAsync(Notification with { KeepWhenAway = true, Critical = true }));

        Assert.Equal((Keeping.Always, false), (always.Keep, always.Critical));
        Assert.Equal((Keeping.WhenAway, true), (away.Keep, away.Critical));
        Assert.Equal(Keeping.Never, (await AskAsync(Notification)).Keep);
    }

    [Fact]
    public async Task MustNotKeepInTwoWaysOrForNobody()
    {
        await Assert.ThrowsAsync<BackendFailedException>(() => AskAsync(Notification with { Keep = true, KeepWhenAway = true }));
        await Assert.ThrowsAsync<BackendFailedException>(() => AskAsync(Notification with { KeepWhenAway = true, Show = false }));
        await Assert.ThrowsAsync<BackendFailedException>(() => AskAsync(Notification with { KeepWhenAway = true, To = [BackendRecipient.Viewers] }));
    }

    private static BackendNotification Notification { get; } = new() { To = [BackendRecipient.Assignee], Title = "Hello" };

    private static async Task<Notice> AskAsync(BackendNotification notification)
    {
        var backend = new FunctionBackend(new TestRule("tells", (_, _) => Task.FromResult(BackendAnswer.Of(notification))), new BackendCallOptions());
        var call = new BackendCall { Id = "1", Rule = "rule", RuleVersion = "v1", Target = "function:tells", Event = SampleEvent.Of() };
        return Assert.Single((await backend.AskAsync(new ClaimedCall(call, 1), CancellationToken.None)).Notices);
    }
}
