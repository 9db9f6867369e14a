using System.Text;
using System.Text.Json;
using Notifications.Live;
using Notifications.Storage.Inbox;
using Notifications.Subjects;
using Notifications.Users;

namespace Notifications.Tests.Unit.Storage.Inbox;

public sealed class InboxContentTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_read_is_what_was_written()
    {
        var notification = new KeptNotification
        {
            Flag = new Flag
            {
                Id = "id", Rule = "rule", Title = "Täglich \"neu\" <b>", Description = "more", Type = FlagType.Warning, Bold = true,
                Actions =
                [
                    new FlagAction { Text = "Call", Kind = FlagActionKind.Call, Url = "/x", Method = "POST", Body = "{\"a\":1}" },
                    new FlagAction { Text = "Go", Kind = FlagActionKind.Navigate, Url = "/y" },
                ],
                IsAutoDismiss = true, Kept = true, Time = Noon, Revision = 7, Withheld = 3, Locale = "en",
                Translations = [new FlagText { Locale = "de", Title = "Titel", ActionTexts = ["Rufen"] }],
                KeptWhenAway = true, Critical = true,
            },
            Subject = new Subject("jira", "issue", "ABC-1"),
            Reasons = ["assignee", "named"],
            Source = "jira",
            Places = [new Subject("jira", "project", "ABC")],
            UnlessShownBy = Noon.AddMinutes(1),
        };

        Assert.Equivalent(notification, InboxContent.Read(InboxContent.Write(notification)), strict: true);
    }

    [Fact]
    public void What_another_build_wrote_is_read_as_far_as_it_is_known()
    {
        var read = InboxContent.Read(Encoding.UTF8.GetBytes(
            """
            {"flag":{"id":"a","rule":"r","title":"t","kind":{"new":[1]},"type":"Error","time":"2026-03-04T12:00:00+00:00"},
             "subject":"jira:issue:A-1","reasons":["x"],"source":"jira","newer":true}
            """));

        Assert.Equal(("a", FlagType.Error, 0L, "jira:issue:A-1"), (read.Flag.Id, read.Flag.Type, read.Flag.Revision, read.Subject.ToString()));
        Assert.Empty(read.Flag.Actions);
        Assert.Empty(read.Places);
        Assert.Null(read.UnlessShownBy);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{")]
    public void What_is_something_else_is_refused(string content) =>
        Assert.ThrowsAny<JsonException>(() => InboxContent.Read(Encoding.UTF8.GetBytes(content)));
}
