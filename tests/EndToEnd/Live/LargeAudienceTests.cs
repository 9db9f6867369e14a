using Notifications.Tests.EndToEnd.Users;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Live;

/// <summary>A subject that everybody has open, in a cluster. It takes the whole machine, so that nothing else runs meanwhile.</summary>
[Collection(nameof(LargeAudienceTests))]
[CollectionDefinition(nameof(LargeAudienceTests), DisableParallelization = true)]
public sealed class LargeAudienceTests
{
    private const int Viewers = 10_000;
    private const int AtOnce = 1_000;

    // Measured is less than a second; a machine that does something else meanwhile gets more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Ten_thousand_on_three_gateways_are_shown_each_flag_once_and_a_thousand_of_them_come_within_a_second()
    {
        await using var cluster = await ProductCluster.StartNewAsync(silos: 1, gateways: 3);
        await using var audience = new Audience(cluster.Gateways, "CROWD-1");
        await audience.OpenAsync(Viewers - AtOnce);

        var waits = await audience.OpenWithinAsync(AtOnce, TimeSpan.FromSeconds(1));
        var shown = await audience.ShowAsync();

        Assert.Equal(Viewers, shown.Count);
        Assert.Equal(AtOnce, waits.Count);
        Assert.InRange(waits.Max(), TimeSpan.Zero, Patience);
        await Until.HoldsAsync(async () =>
            (await AskedPresence.OfAsync(cluster.Gateways[1], audience.Subject)).GetProperty("count").GetInt32() == Viewers);
        // All that there was to be told of the first is told before the second.
        await audience.ShowAsync();
        Assert.Equal(Viewers, audience.ShownOf(1));
        TestContext.Current.SendDiagnosticMessage(
            $"A thousand were there after {waits.Max().TotalSeconds:0.0} s at most; ten thousand were shown a flag within {shown[^1].TotalMilliseconds:0} ms.");
    }
}
