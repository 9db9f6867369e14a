using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Notifications.Cluster;

namespace Notifications.Tests.Unit.Cluster;

public sealed class ClusterPipelineTests
{
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.Zero };
    private readonly ClusterPipeline _pipeline;

    public ClusterPipelineTests() => _pipeline = ClusterPipeline
        .Register(new ServiceCollection().AddSingleton<TimeProvider>(_time))
        .BuildServiceProvider()
        .GetRequiredService<ClusterPipeline>();

    [Fact]
    public async Task A_call_that_fails_for_a_moment_is_tried_again()
    {
        var calls = 0;

        var answer = await AdvancingAsync(_pipeline.CallAsync(() =>
            ++calls < 3 ? throw new InvalidOperationException("moving") : Task.FromResult("here")));

        Assert.Equal(("here", 3), (answer, calls));
    }

    [Fact]
    public async Task A_call_that_never_answers_ends_with_the_budget()
    {
        var start = _time.GetUtcNow();
        var never = new TaskCompletionSource<string>();

        await Assert.ThrowsAsync<ClusterUnavailableException>(() => AdvancingAsync(_pipeline.CallAsync(() => never.Task)));

        Assert.InRange(_time.GetUtcNow() - start, ClusterPipeline.Budget, ClusterPipeline.Budget + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_call_that_always_fails_ends_within_the_budget_and_says_why()
    {
        var calls = 0;

        var failure = await Assert.ThrowsAsync<ClusterUnavailableException>(() => AdvancingAsync(_pipeline.CallAsync<string>(() =>
        {
            calls++;
            throw new InvalidOperationException("the silo is gone");
        })));

        Assert.InRange(calls, 2, 7);
        Assert.Contains("the silo is gone", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_who_hangs_up_is_not_a_failure_of_the_cluster()
    {
        using var hungUp = new CancellationTokenSource();
        var never = new TaskCompletionSource<string>();
        var call = _pipeline.CallAsync(() => never.Task, hungUp.Token);

        await hungUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private async Task<T> AdvancingAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(call, Task.Run(static () => { }));
        }

        return await call;
    }
}
