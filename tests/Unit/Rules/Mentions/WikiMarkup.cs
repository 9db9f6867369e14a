using Notifications.Rules.Mentions;

namespace Notifications.Tests.Unit.Rules.Mentions;

public sealed class WikiMarkup
{
    [Theory]
    [InlineData("Hello [~anna], and [~ben]!", "name:anna name:ben")]
    [InlineData("[~accountid:5b10a2844c20165700ede21g] please look", "account:5b10a2844c20165700ede21g")]
    [InlineData("[~accountid:557058:0867a421-a9ee-4659]", "account:557058:0867a421-a9ee-4659")]
    [InlineData("[~anna] again [~anna]", "name:anna")]
    [InlineData("[~anna.b@example.com]", "name:anna.b@example.com")]
    [InlineData("*bold [~anna]*\n|| a || [~ben] ||", "name:anna name:ben")]
    [InlineData("{quote}[~anna]{quote} {color:red}[~ben]{color}", "name:anna name:ben")]
    public void MentionsWhoeverItNames(string text, string mentioned) => Assert.Equal(mentioned, Show(text));

    [Theory]
    [InlineData(@"\[~anna]", "")]
    [InlineData(@"\\[~anna]", "name:anna")]
    [InlineData("{code}[~anna]{code} [~ben]", "name:ben")]
    [InlineData("{code:java|title=x}[~anna]{code} [~ben]", "name:ben")]
    [InlineData("{noformat}[~anna]{noformat}[~ben]", "name:ben")]
    [InlineData("{code}[~anna] never closed", "name:anna")]
    [InlineData("{codes}[~anna]{codes}", "name:anna")]
    [InlineData("{noformat}{code}{noformat}[~anna]{code}[~ben]{code}", "name:anna")]
    public void TakesWhatIsShownAsItIsWrittenForText(string text, string mentioned) => Assert.Equal(mentioned, Show(text));

    [Theory]
    [InlineData("[~]")]
    [InlineData("[~ ]")]
    [InlineData("[anna]")]
    [InlineData("[~anna")]
    [InlineData("[~an\nna]")]
    [InlineData("[~anna|Anna]")]
    [InlineData("[~accountid:]")]
    [InlineData("\\")]
    [InlineData("{code")]
    [InlineData("{code:")]
    [InlineData("")]
    public void FindsNobodyInWhatIsNoMention(string text) => Assert.Equal("", Show(text));

    [Fact]
    public void ReadsLongTextsInOnePass()
    {
        foreach (var part in (string[])["[~", "{code}", "{code:", @"\", "[~a]", "{noformat}x"])
            Assert.True(Find(string.Concat(Enumerable.Repeat(part, 100_000))).Persons.Count <= 1);
    }

    [Theory]
    [InlineData("{code:}")]
    [InlineData("{code:")]
    [InlineData("{code:}{noformat:}")]
    [InlineData("{noformat:")]
    public void SearchesOnceForAClosingMarkThatIsNotThere(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
        var started = TimeProvider.System.GetTimestamp();
        Assert.Equal("name:anna", Show(text + "[~anna]"));
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public void HasNoMorePersonsThanANotification() => Assert.Equal(
        MentionedPersons.Max,
        Find(string.Concat(Enumerable.Range(0, 2 * MentionedPersons.Max).Select(number => $"[~user{number}]"))).Persons.Count);

    private static MentionedPersons Find(string text)
    {
        var found = new MentionedPersons();
        WikiMentions.Find(text, found);
        return found;
    }

    private static string Show(string text) => Mentioned.Show(Find(text).Persons);
}
