using System.Text;
using Notifications.Publishing;
using Notifications.Rules.Notifying;

namespace Notifications.Tests.Unit.Publishing;

public sealed class WhatIsPosted
{
    [Fact]
    public void MayBeKeptForThoseWhoAreAwayAndPassOverPreferences()
    {
        var (_, notice, errors) = Read("""{ "to": [{ "users": ["anna"] }], "title": "x", "keep": "whenAway", "critical": true }""");

        Assert.Empty(errors);
        Assert.Equal((Keeping.WhenAway, true), (notice!.Keep, notice.Critical));
    }

    [Fact]
    public void CanNotWaitForAFlagThatIsNeverShown() => Assert.Contains(
        "'keep: whenAway' needs 'show: viewing'",
        Assert.Single(Read("""{ "to": [{ "users": ["anna"] }], "title": "x", "keep": "whenAway", "show": "never" }""").Errors),
        StringComparison.Ordinal);

    private static (Notifications.Subjects.Subject Subject, Notice? Notice, IReadOnlyList<string> Errors) Read(string notification) =>
        PublicationReader.Read(Encoding.UTF8.GetBytes($$"""{ "subject": "jira:issue:A-1", "notification": {{notification}} }"""));
}
