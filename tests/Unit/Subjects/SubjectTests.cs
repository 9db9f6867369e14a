using Notifications.Subjects;

namespace Notifications.Tests.Unit.Subjects;

public sealed class SubjectTests
{
    [Theory]
    [InlineData("jira:issue:ABC-12", "jira", "issue", "ABC-12")]
    [InlineData("jira:user:557058:93f7-a", "jira", "user", "557058:93f7-a")]
    [InlineData("wiki:page:1015810", "wiki", "page", "1015810")]
    public void Reads_and_writes(string text, string source, string kind, string id)
    {
        Assert.True(Subject.TryParse(text, out var subject));
        Assert.Equal((source, kind, id), (subject.Source, subject.Kind, subject.Id));
        Assert.Equal(text, subject.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("jira")]
    [InlineData("jira:issue")]
    [InlineData("jira:issue:")]
    [InlineData(":issue:A-1")]
    [InlineData("jira::A-1")]
    [InlineData("jira:issue:A 1")]
    [InlineData("jira:issue:A|1")]
    [InlineData("ji|ra:issue:A-1")]
    [InlineData("jira:issue:A\n1")]
    [InlineData("jira:issue:<A>")]
    public void Refuses_what_is_not_a_subject(string? text) => Assert.False(Subject.TryParse(text, out _));

    [Fact]
    public void Refuses_what_is_too_long()
    {
        Assert.True(Subject.TryParse("jira:issue:" + new string('A', Subject.MaxLength - 11), out _));
        Assert.False(Subject.TryParse("jira:issue:" + new string('A', Subject.MaxLength - 10), out _));
    }

    [Fact]
    public void A_grain_key_keeps_site_and_subject_apart()
    {
        var subject = new Subject("jira", "issue", "A-1");

        Assert.Equal(("default", subject), SubjectKey.Read(SubjectKey.Of("default", subject)));
        Assert.Throws<FormatException>(() => SubjectKey.Read("jira:issue:A-1"));
    }
}
