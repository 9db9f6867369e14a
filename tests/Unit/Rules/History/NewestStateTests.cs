using Notifications.Events;
using Notifications.Rules.History;
using Notifications.Subjects;

namespace Notifications.Tests.Unit.Rules.History;

public sealed class NewestStateTests
{
    private readonly NewestState _newest = new();

    [Fact]
    public void An_older_update_is_overtaken_and_one_of_the_same_moment_is_not()
    {
        Assert.False(_newest.IsOvertaken(At(10), "rule"));
        Assert.True(_newest.IsOvertaken(At(9), "rule"));
        Assert.False(_newest.IsOvertaken(At(10), "rule"));
        Assert.False(_newest.IsOvertaken(At(11), "rule"));
        Assert.True(_newest.IsOvertaken(At(10), "rule"));
    }

    [Fact]
    public void Rules_are_apart() =>
        Assert.Equal((false, false), (_newest.IsOvertaken(At(10), "one"), _newest.IsOvertaken(At(9), "other")));

    [Fact]
    public void A_late_comment_is_news() => Assert.Equal(
        (false, false),
        (_newest.IsOvertaken(At(10, "avi:jira:commented:issue"), "rule"), _newest.IsOvertaken(At(9, "avi:jira:commented:issue"), "rule")));

    private static Event At(int second, string type = "avi:jira:updated:issue") => new()
    {
        Site = "default",
        Source = "jira",
        Id = $"{second}",
        Type = type,
        Subject = new Subject("jira", "issue", "A-1"),
        Time = DateTimeOffset.UnixEpoch.AddSeconds(second),
        Data = [],
    };
}
