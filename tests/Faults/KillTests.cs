using Notifications.Tests.Faults.Running;

namespace Notifications.Tests.Faults;

/// <summary>A few kills of what <c>kill</c> does by the hundred.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("sqlite", 3)]
    [InlineData("postgres", 2)]
    public async Task What_is_acknowledged_is_told_exactly_once_whenever_the_process_is_killed(string store, int kills)
    {
        var report = await KillRun.RunAsync(store, kills, seed: 4, senders: 3, evidence: null);

        output.WriteLine(report.Text);
        Assert.True(report.Violations.Count == 0, report.Text);
    }
}
