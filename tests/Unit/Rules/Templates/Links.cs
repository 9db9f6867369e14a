using Notifications.Rules.Templates;

namespace Notifications.Tests.Unit.Rules.Templates;

public sealed class Links
{
    [Theory]
    [InlineData("/")]
    [InlineData("/browse/DEMO-1?x=http://a//b#c")]
    [InlineData("/a.b/..c/%2F")]
    [InlineData("https://example.com")]
    [InlineData("HTTP://example.com:8080/a?b=../c")]
    public void ThatAreAllowed(string link) => Assert.Null(SafeLink.Refusal(link));

    [Theory]
    [InlineData("")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/a//b")]
    [InlineData("/a/../b")]
    [InlineData("/a/%2e%2E/b")]
    [InlineData("/a/.")]
    [InlineData("https://example.com/a/..")]
    [InlineData("https://example.com//a")]
    [InlineData("https:///a")]
    [InlineData("https:example.com")]
    [InlineData("https://user@example.com/")]
    [InlineData("https://user:pass@example.com")]
    [InlineData("https://@example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("ftp://example.com/")]
    [InlineData("browse/DEMO-1")]
    [InlineData(" /browse")]
    [InlineData("/bro\nwse")]
    [InlineData("/a\u0000")]
    [InlineData("/a\u2028")]
    [InlineData("/a\"b")]
    [InlineData("/<b>")]
    public void ThatAreRefused(string link) => Assert.NotNull(SafeLink.Refusal(link));

    [Theory]
    [InlineData("/", true)]
    [InlineData("/browse/", true)]
    [InlineData("https://example.com/", true)]
    [InlineData("https://example.com?q=", true)]
    [InlineData("", false)]
    [InlineData("//", false)]
    [InlineData("https://", false)]
    [InlineData("https://example.com", false)]
    [InlineData("https://user@example.com/", false)]
    [InlineData("javascript:", false)]
    [InlineData("browse/", false)]
    public void WhoseHostIsWritten(string prefix, bool allowed) =>
        Assert.Equal(allowed, SafeLink.RefusalOfPrefix(prefix) is null);

    [Fact]
    public void AreBounded()
    {
        Assert.Null(SafeLink.Refusal("/" + new string('a', 2_047)));
        Assert.NotNull(SafeLink.Refusal("/" + new string('a', 2_048)));
    }
}
