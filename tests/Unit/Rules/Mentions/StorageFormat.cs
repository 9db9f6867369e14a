using Notifications.Rules.Mentions;

namespace Notifications.Tests.Unit.Rules.Mentions;

public sealed class StorageFormat
{
    [Theory]
    [InlineData("""<p><ac:link><ri:user ri:account-id="5b10" /></ac:link> hello</p>""", "account:5b10")]
    [InlineData("""<ac:link><ri:user ri:userkey="ff8081814a"/></ac:link>""", "key:ff8081814a")]
    [InlineData("""<ac:link><ri:user ri:username='anna'></ri:user></ac:link>""", "name:anna")]
    [InlineData("""<ac:link ac:anchor="x"><ri:user other="&gt;" ri:account-id = "a&amp;b" /><ac:link-body>A > B</ac:link-body></ac:link>""", "account:a&b")]
    [InlineData("""<ac:link><ri:user ri:account-id="1"/></ac:link><ac:link><ri:user ri:account-id="2"/></ac:link>""", "account:1 account:2")]
    [InlineData("""<p>not < well <b>formed<ac:link><ri:user ri:account-id="1"></p>""", "account:1")]
    public void MentionsWhomItLinksTo(string text, string mentioned) => Assert.Equal(mentioned, Show(text));

    [Theory]
    [InlineData("""<!-- <ac:link><ri:user ri:account-id="1"/></ac:link> -->""")]
    [InlineData("""<ac:plain-text-body><![CDATA[<ac:link><ri:user ri:account-id="1"/></ac:link>]]></ac:plain-text-body>""")]
    [InlineData("""<ac:parameter ac:name="user"><ri:user ri:account-id="1"/></ac:parameter>""")]
    [InlineData("""<ac:link><ri:page ri:content-title="x"/></ac:link><ri:user ri:account-id="1"/>""")]
    [InlineData("""<ac:link/><ri:user ri:account-id="1"/>""")]
    [InlineData("""<p title='<ac:link><ri:user ri:account-id="1"/>'>x</p>""")]
    [InlineData("""<ac:link><ri:user x-ri:account-id="1" ri:account-id-2="3"/></ac:link>""")]
    [InlineData("""<ac:link><ri:user ri:account-id=1 /></ac:link>""")]
    [InlineData("""<ac:link><ri:user ri:account-id=""")]
    [InlineData("""<ac:link><ri:users ri:account-id="1"/></ac:link>""")]
    [InlineData("&lt;ac:link&gt;&lt;ri:user ri:account-id=\"1\"/&gt;")]
    [InlineData("<")]
    [InlineData("<!--")]
    [InlineData("")]
    public void FindsNobodyElsewhere(string text) => Assert.Equal("", Show(text));

    [Fact]
    public void EntitiesOfADocumentTypeMeanNothing() => Assert.Equal("account:&x;", Show(
        """<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><ac:link><ri:user ri:account-id="&x;"/></ac:link>"""));

    [Fact]
    public void ReadsLongTextsInOnePass()
    {
        foreach (var part in (string[])["<", "<ac:link>", "<!--", "<![CDATA[", "<a '", "<ac:link><ri:user ri:account-id", "ri:account-id"])
            Assert.Equal("", Show(string.Concat(Enumerable.Repeat(part, 50_000))));
    }

    private static string Show(string text)
    {
        var found = new MentionedPersons();
        StorageMentions.Find(text, found);
        return Mentioned.Show(found.Persons);
    }
}
