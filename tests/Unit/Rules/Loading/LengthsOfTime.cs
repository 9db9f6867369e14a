using Notifications.Rules.Loading;

namespace Notifications.Tests.Unit.Rules.Loading;

public sealed class LengthsOfTime
{
    [Theory]
    [InlineData("1s", 1)]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1h", 3_600)]
    [InlineData("30d", 2_592_000)]
    [InlineData("PT10M", 600)]
    [InlineData("P1DT1H30M5S", 91_805)]
    public void AreShortOrIso(string text, int seconds) =>
        Assert.Equal((TimeSpan.FromSeconds(seconds), null), DurationText.Read(text));

    [Theory]
    [InlineData("10")]
    [InlineData("m")]
    [InlineData("10 m")]
    [InlineData("1h30m")]
    [InlineData("-1m")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("99999999999s")]
    public void ThatAreNoneSayWhatToWrite(string text) =>
        Assert.Equal($"can't be '{text}'. Write a length of time such as 90s, 10m, 1h or 1d, or PT10M.", DurationText.Read(text).Error);

    [Theory]
    [InlineData("0s")]
    [InlineData("31d")]
    [InlineData("9999999d")]
    [InlineData("PT0S")]
    public void HaveBounds(string text) => Assert.Equal("must be between 1s and 30d.", DurationText.Read(text).Error);
}
