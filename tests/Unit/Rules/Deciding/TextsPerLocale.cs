using Notifications.Live;
using Notifications.Rules.Deciding;
using Notifications.Rules.Loading;

namespace Notifications.Tests.Unit.Rules.Deciding;

public sealed class TextsPerLocale
{
    [Fact]
    public void AreRenderedForEachWithWhatIsWrittenForAnotherWhereOneIsMissing()
    {
        var flag = Flag(
            """
            { to: [viewers], title: { en: "${event.issue.key} is done", de: "${event.issue.key} ist fertig", de-CH: "fertig" },
              description: { en: More, fr: Plus }, actions: [{ text: { de: Los, en: Go }, refresh: true }, { text: OK, refresh: true }] }
            """);

        Assert.Equal(("en", "DEMO-1 is done", "More", "Go OK"), (flag.Locale, flag.Title, flag.Description, string.Join(' ', flag.Actions.Select(action => action.Text))));
        Assert.Equal(
            ["de: DEMO-1 ist fertig, More, Los OK", "de-CH: fertig, More, Los OK", "fr: DEMO-1 is done, Plus, Go OK"],
            flag.Translations.Select(text => $"{text.Locale}: {text.Title}, {text.Description}, {string.Join(' ', text.ActionTexts)}"));
    }

    [Fact]
    public void FallBackToTheLocaleThatTheRuleNames()
    {
        var flag = Flag("{ to: [viewers], defaultLocale: de, title: { en: Hello, de: Hallo }, description: { en: More, fr: Plus } }");
        Assert.Equal(("de", "Hallo", "More"), (flag.Locale, flag.Title, flag.Description));
        Assert.Equal(["en Hello", "fr Hallo"], flag.Translations.Select(text => $"{text.Locale} {text.Title}"));
    }

    [Fact]
    public void OfOneTextHaveNoLocale() => Assert.True(Flag("{ to: [viewers], title: Hello }") is { Locale: null, Translations: [] });

    [Fact]
    public void WhoseTitleFailsAndLeavesNothingTakeTheFallBacks()
    {
        var log = new ListLogger<Decider>();
        var decision = Deciders.Decide(
            Deciders.Rule(notify: """{ to: [viewers], title: { en: Hello, de: "${event.nothing}", fr: "Bon ${event.nothing}" }, description: { en: More, de: "${event.nothing}" } }"""),
            SampleEvent.Of(), log);

        Assert.Equal(["de Hello ", "fr Bon More"], decision.Notification!.Translations.Select(text => $"{text.Locale} {text.Title} {text.Description}"));
        Assert.Equal(
            ["title.de 1:9 ", "title.fr 1:13 ", "description.de 1:9 "],
            decision.Problems.OrderBy(problem => problem.Part == "description.de").Select(problem => $"{problem.Part} {problem.Line}:{problem.Column} "));
        Assert.Equal(3, log.Messages.Count);
    }

    [Fact]
    public void OfAButtonThatIsLeftOutAreLeftOutToo()
    {
        var flag = Flag("""{ to: [viewers], title: Hello, actions: [{ text: { en: Bad, de: Schlecht }, navigate: "/${event.nothing}" }, { text: { en: Good, de: Gut }, refresh: true }] }""");
        Assert.Equal(["Gut"], Assert.Single(flag.Translations).ActionTexts);
        Assert.Equal("Good", Assert.Single(flag.Actions).Text);
    }

    [Theory]
    [InlineData("{ to: [viewers], title: { english_us: Hello } }", "'english_us' is not a locale such as en or pt-BR.")]
    [InlineData("{ to: [viewers], title: { de: Hallo, DE: Hallo } }", "'title' has the locale 'DE' twice.")]
    [InlineData("{ to: [viewers], title: { de: [] } }", "'title' must have text for 'de'.")]
    [InlineData("{ to: [viewers], title: { de: '' } }", "'title' must have text for 'de'.")]
    [InlineData("{ to: [viewers], title: {} }", "'title' is empty.")]
    [InlineData("{ to: [viewers], title: { de: Hallo }, defaultLocale: fr }", "'defaultLocale' is 'fr', for which no text is written. Known are: de.")]
    public void AreCheckedWhenTheRuleIsLoaded(string notify, string error) => Assert.Contains(error, Errors(notify));

    [Fact]
    public void AreBounded()
    {
        Assert.Empty(Errors($"{{ to: [viewers], title: {{ {Locales(20)} }} }}"));
        Assert.Contains("A rule has texts for at most 20 locales.", Errors($"{{ to: [viewers], title: {{ {Locales(21)} }} }}"));
    }

    [Theory]
    [InlineData("de", "en de-CH de", 2)]
    [InlineData("DE-ch-1996", "en de de-CH", 2)]
    [InlineData("de-AT", "en de", 1)]
    [InlineData("de-AT", "en de-CH de-DE", 1)]
    [InlineData("zh-Hant-TW", "zh-Hans zh-Hant", 1)]
    [InlineData("fr", "en de", -1)]
    [InlineData("d", "de", -1)]
    public void AreFoundByTheNearestLanguage(string wanted, string available, int best) =>
        Assert.Equal(best, LocaleTag.Best(wanted, available.Split(' ')));

    [Theory]
    [InlineData("de", true)]
    [InlineData("pt-BR", true)]
    [InlineData("zh-Hant-TW", true)]
    [InlineData("en_US", false)]
    [InlineData("", false)]
    [InlineData("e", false)]
    [InlineData("de-", false)]
    [InlineData("de-123456789", false)]
    [InlineData("de-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a", false)]
    public void AreNamedByLanguageTags(string text, bool isTag) => Assert.Equal(isTag, LocaleTag.IsValid(text));

    private static string Locales(int count) =>
        string.Join(", ", Enumerable.Range(0, count).Select(i => $"x{(char)('a' + i)}: Hello"));

    private static IEnumerable<string> Errors(string notify) => RuleFile.Parse("test.yaml", $$"""
        modules:
          trigger:
            - key: rule
              events: [avi:jira:updated:issue]
              notify: {{notify}}
        """).Errors.Select(error => error.Message);

    private static Flag Flag(string notify) =>
        Deciders.Decide(Deciders.Rule(notify: notify.ReplaceLineEndings(" ")), SampleEvent.Of()).Notification!;
}
