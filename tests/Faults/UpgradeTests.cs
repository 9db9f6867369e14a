using Notifications.Tests.Faults.Clusters;

namespace Notifications.Tests.Faults;

/// <summary>A cluster of an older build becomes one of this build, process by process, under load.</summary>
public sealed class UpgradeTests(ITestOutputHelper output)
{
    // The first build that members of a cluster with newer ones may have. To raise it is to say that an upgrade from an older one needs a stop.
    private const string Oldest = "eea6219ccd3322c63252c2e2b26d4e1313aca63f";

    [Fact]
    public async Task An_older_build_and_this_one_work_side_by_side_until_the_older_is_replaced()
    {
        if (!await OlderBuild.HasAsync(Oldest))
            Assert.Skip($"The history of this checkout does not have commit {Oldest}, from which the older build is made.");
        using var older = await OlderBuild.MakeAsync(Oldest);

        var report = await SmallCluster.UpgradeAsync(older);

        output.WriteLine(report.Text);
        Assert.True(report.IsFine, report.Text);
        var effect = Assert.Single(report.Effects);
        Assert.True(effect.FailedHooks.Count == 0, report.Text);
        Assert.True(effect.LongestSilence < TimeSpan.FromSeconds(15), report.Text);
    }
}
