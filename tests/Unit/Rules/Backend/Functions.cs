using Notifications.Rules.Backend;
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
}
