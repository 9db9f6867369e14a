using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Notifications.Rules.Backend;
using Notifications.Samples;
using Notifications.Tests.Unit.Rules.Deciding;

namespace Notifications.Tests.Unit.Samples;

public sealed class WorkingHoursTests
{
    [Theory]
    [InlineData("2026-11-23T07:59:00Z", false)]
    [InlineData("2026-11-23T08:00:00Z", true)]
    [InlineData("2026-11-23T17:59:00Z", true)]
    [InlineData("2026-11-23T18:00:00Z", false)]
    [InlineData("2026-11-21T12:00:00Z", false)]
    [InlineData("2026-11-22T12:00:00Z", false)]
    public async Task Tells_from_Monday_to_Friday_between_8_and_18(string time, bool tells)
    {
        var rule = new WorkingHours(new FakeTimeProvider(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));
        var answer = await rule.DecideAsync(new RuleEvent(SampleEvent.Of(), JsonElement.Parse("{}"), "rule", "v", 1), CancellationToken.None);
        Assert.Equal(tells, answer.SendsNotify);
        Assert.Empty(answer.Notifications);
    }
}
