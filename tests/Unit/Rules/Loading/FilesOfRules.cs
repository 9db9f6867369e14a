using Notifications.Rules;
using Notifications.Rules.Loading;
using Notifications.Tests.Product;

namespace Notifications.Tests.Unit.Rules.Loading;

public sealed class FilesOfRules
{
    private const string Minimal = """
        modules:
          trigger:
            - key: a
              events: [avi:jira:updated:issue]
        """;

    [Fact]
    public void AForgeTriggerIsARule()
    {
        var content = RuleFile.Parse("f.yaml", """
            app:
              id: ari:cloud:ecosystem::app/1
            permissions: { scopes: [read:jira-work] }
            modules:
              jira:issuePanel: [{ key: panel }]
              function: [{ key: main, handler: index.run }]
              trigger:
                - key: my-trigger_1
                  function: main
                  events: [avi:jira:created:issue, avi:jira:updated:issue]
                  filter:
                    ignoreSelf: true
                    expression: event.issue.fields?.labels.includes('x')
                    onError: RECEIVE_AND_LOG
            """);
        Assert.Empty(content.Errors);
        var rule = Assert.Single(content.Rules);
        Assert.Equal(("my-trigger_1", "default", 8, 7), (rule.Key, rule.Site, rule.Line, rule.Column));
        Assert.Null(rule.Sources);
        Assert.Null(rule.Notice);
        Assert.Equal(2, rule.Events.Count);
        Assert.True(rule.Filter.IgnoreSelf);
        Assert.Equal(OnFilterError.ReceiveAndLog, rule.Filter.OnError);
    }

    [Theory]
    [InlineData("key: a b", "4:10 The key 'a b' may hold only letters, digits, - and _.")]
    [InlineData("filter: { ignoreself: true }", "4:15 'filter' has no 'ignoreself'. Did you mean 'ignoreSelf'?")]
    [InlineData("filter: { ignoreSelf: yes }", "4:27 'ignoreSelf' must be true or false.")]
    [InlineData("filter: { onError: IGNOR }", "4:24 'onError' can't be 'IGNOR'. Did you mean 'IGNORE'?")]
    [InlineData("filter: [a]", "4:13 'filter' must be a map but is a list.")]
    [InlineData("filter: { expression: 'event.a.startsWith(1)' }", "4:36 There is no method 'startsWith'. Write indexOf(…) == 0.")]
    [InlineData("filter: { expression: '' }", "4:27 'expression' is empty.")]
    [InlineData("event: [x]", "4:5 A trigger has no 'event'. Did you mean 'events'?")]
    [InlineData("purple: 1", "4:5 A trigger has no 'purple'. Known are: key, site, sources, events, filter, function, endpoint, notify.")]
    [InlineData("sources: jira", "4:14 'sources' must be a list with at least one item.")]
    [InlineData("sources: [[a]]", "4:15 Each item of 'sources' must be text.")]
    [InlineData("notify: { title: x }", "4:13 'notify' needs 'to'.")]
    [InlineData("notify: { to: [viewers] }", "4:13 'notify' needs 'title'.")]
    [InlineData("notify: { to: viewers, title: x }", "4:19 'to' must be a list of viewers, of roles such as assignee, of { users: […] }, { groups: […] } or { expression: … }.")]
    [InlineData("notify: { to: [viewer], title: x }", "4:20 'to' can't be 'viewer'. Did you mean 'viewers'? People by name: { users: [anna] }.")]
    [InlineData("notify: { to: [{ users: [] }], title: x }", "4:29 'users' must be a list with at least one item.")]
    [InlineData("notify: { to: [actor], keep: whenAway, show: never, title: x }", "4:13 'keep: whenAway' needs 'show: viewing': a flag that is never shown is never acknowledged. Use 'keep: always'.")]
    [InlineData("notify: { to: [viewers], keep: whenAway, title: x }", "4:13 'keep: whenAway' needs a person in 'to': who views a page is known only while it is open. Add assignee, reporter, actor or { users: […] }.")]
    [InlineData("notify: { to: [actor], critical: yes, title: x }", "4:38 'critical' must be true or false.")]
    [InlineData("notify: { to: [actor], keep: alway, title: x }", "4:34 'keep' can't be 'alway'. Did you mean 'always'?")]
    [InlineData("notify: { to: [viewers], keep: always, title: x }", "4:13 'keep: always' needs a person in 'to': who views a page is known only while it is open. Add assignee, reporter, actor or { users: […] }.")]
    [InlineData("notify: { to: [viewers], show: never, title: x }", "4:13 This tells nobody: 'show' is never and 'keep' is never. Leave 'notify' out, or change one of them.")]
    [InlineData("notify: { to: [viewers], title: \"${event.}\" }", "4:46 Unexpected end of input.")]
    [InlineData("notify: { to: [viewers], title: x, type: warning, appearance: info }", "4:67 'appearance' can't be 'info'. Known are: bold, warning.")]
    [InlineData("notify: { to: [viewers], title: x, actions: [{ text: a }] }", "4:50 An action needs exactly one of navigate, open, refresh, call, event but has 0.")]
    [InlineData("notify: { to: [viewers], title: x, actions: [{ text: a, open: /x, refresh: true }] }", "4:50 An action needs exactly one of navigate, open, refresh, call, event but has 2.")]
    [InlineData("notify: { to: [viewers], title: x, actions: [{ text: a, refresh: false }] }", "4:70 'refresh' can only be true. Leave the action out.")]
    [InlineData("notify: { to: [viewers], title: x, actions: [{ text: a, open: 'javascript:alert(1)' }] }", "4:67 A link must begin with https://, http:// or one /.")]
    [InlineData("notify: { to: [viewers], title: x, actions: [{ text: a, navigate: '${event.url}' }] }", "4:71 A link must begin with one / or with https:// and a whole host; what is filled in can't be either.")]
    [InlineData("notify: { to: [viewers], title: x, actions: [{ text: a, call: { method: GET, url: /x } }] }", "4:77 'method' can't be 'GET'. Known are: POST, PUT, PATCH, DELETE.")]
    [InlineData("notify: { to: [viewers], title: x, actions: [{ text: a, refresh: true }, { text: a, refresh: true }, { text: a, refresh: true }, { text: a, refresh: true }, { text: e, refresh: true }] }", "4:162 A notification has at most 4 actions.")]
    [InlineData("notify: { to: [viewers], title: x, throttle: { limit: 0, period: 1h } }", "4:59 'limit' must be a whole number from 1 to 100.")]
    [InlineData("notify: { to: [viewers], title: x, throttle: { limit: 1 } }", "4:50 'throttle' needs 'period'.")]
    [InlineData("notify: { to: [viewers], title: x, throttle: { limit: 1, period: 1w } }", "4:70 'period' can't be '1w'. Write a length of time such as 90s, 10m, 1h or 1d, or PT10M.")]
    [InlineData("notify: { to: [viewers], title: x, digest: { window: 31d, title: x } }", "4:58 'window' must be between 1s and 30d.")]
    [InlineData("notify: { to: [viewers], title: x, digest: { window: 1d } }", "4:48 'digest' needs 'title'.")]
    [InlineData("notify: { to: [viewers], title: x, digest: { window: 1d, title: x, keys: y } }", "4:72 'digest' has no 'keys'. Did you mean 'key'?")]
    [InlineData("notify: { to: [viewers], title: '${more}' }", "4:40 There is no 'more' here; there is only event, actor, history, changes.")]
    [InlineData("notify: { to: [viewers], title: x, throttle: { limit: 1, period: 1h }, digest: { window: 1d, title: x } }", "4:84 'digest' and 'throttle' can't be together: a digest tells later what a throttle does not tell at all. Take one of them.")]
    [InlineData("notify: { to: [viewers], title: { english_us: x } }", "4:39 'english_us' is not a locale such as en or pt-BR.")]
    [InlineData("notify: { to: [viewers], title: { de: '' } }", "4:43 'title' must have text for 'de'.")]
    [InlineData("notify: { to: [viewers], title: x, digest: { window: 1d, title: {} } }", "4:69 'title' is empty.")]
    [InlineData("function: f\n    endpoint: g", "5:15 A trigger has a function or an endpoint, not both.")]
    [InlineData("function: f\n    notify: { to: [viewers], title: x, throttle: { limit: 1, period: 1h } }", "5:50 'throttle' can't be together with 'function': what backend logic answers is told at once. Take one of them out.")]
    [InlineData("endpoint: e\n    notify: { to: [viewers], title: x, digest: { window: 1d, title: x } }", "5:48 'digest' can't be together with 'endpoint': what backend logic answers is told at once. Take one of them out.")]
    [InlineData("endpoint: e\n    notify: { to: [viewers], title: x, dedupeKey: k }", "5:51 'dedupeKey' can't be together with 'endpoint': what backend logic answers is told at once. Take one of them out.")]
    public void ErrorsNameThePlaceAndTheCause(string line, string error)
    {
        // The line under test is the fourth, with what else a rule needs around it.
        var text = line.StartsWith("key", StringComparison.Ordinal)
            ? $"modules:\n  trigger:\n  - events: [x]\n    {line}\n"
            : $"modules:\n  trigger:\n  - key: a\n    {line}\n    events: [x]\n";
        var content = RuleFile.Parse("f.yaml", text);
        Assert.Empty(content.Rules);
        Assert.Equal($"f.yaml:{error}", Assert.Single(content.Errors).ToString());
    }

    [Theory]
    [InlineData("", "1:1 The file is empty. It needs modules: with a trigger: list.")]
    [InlineData("# only a comment", "1:1 The file is empty. It needs modules: with a trigger: list.")]
    [InlineData("- a", "1:1 A file of rules must be a map but is a list.")]
    [InlineData("rules: []", "1:1 A file of rules needs 'modules'.")]
    [InlineData("modules: { triger: [] }", "1:10 'modules' needs 'trigger'.")]
    [InlineData("modules: { trigger: x }", "1:21 'trigger' must be a list but is text.")]
    [InlineData("modules: { trigger: [x] }", "1:22 A trigger must be a map but is text.")]
    [InlineData("modules: { trigger: [] }\nmodules: { trigger: [] }", "2:1 'modules' is here twice; the first is in line 1.")]
    [InlineData("modules: { trigger: [{ key: a, events: [x] }, { key: a, events: [x] }] }", "1:47 The key 'a' is taken by the rule in line 1.")]
    [InlineData("modules: { trigger: [{ key: a, events: [] }] }", "1:40 'events' must be a list with at least one item.")]
    [InlineData("modules: { trigger: [{ key: a, events: ['notifications:notified'] }] }", "1:40 'notifications:notified' is an event that the product itself made: no rule decides it again.")]
    [InlineData("modules: { trigger: [] }\n---\na: b", "2:1 A file holds one document; take out this ---.")]
    [InlineData("modules: *x", "1:10 There is no anchor 'x' before this alias.")]
    [InlineData("modules: [", "2:1 While parsing a node, did not find expected node content.")]
    [InlineData("modules:\n  trigger:\n    - key: { a: b,\n  c: d }", "3:18 What follows can't be read. Is it indented less than what it continues?")]
    [InlineData("? [a]\n: b", "1:3 A key must be text.")]
    public void AFileThatIsNoneSaysWhy(string text, string error) =>
        Assert.Equal($"f.yaml:{error}", RuleFile.Parse("f.yaml", text).Errors[0].ToString());

    [Fact]
    public void AllErrorsAreReportedInOrder()
    {
        var content = RuleFile.Parse("f.yaml", """
            modules:
              trigger:
                - key: good
                  events: [x]
                - key: bad
                  filter:
                    expression: |
                      event.a == 1 &&
                        event.b.find(1)
                  notify:
                    to: [viewers]
                    title: >
                      folded
                      ${oops}
                - evnts: [x]
            """);
        Assert.Empty(content.Rules);
        Assert.Equal(
            [
                "f.yaml:5:7 A trigger needs 'events'.",
                "f.yaml:9:21 There is no method 'find'. Use filter(…)[0], with ?.[0] where nothing may be found.",
                "f.yaml:12:16 There is no 'oops' here; there is only event, actor, history, changes. (line 1, column 10 of this text)",
                "f.yaml:15:7 A trigger needs 'key'.",
                "f.yaml:15:7 A trigger needs 'events'.",
                "f.yaml:15:7 A trigger has no 'evnts'. Did you mean 'events'?",
            ],
            content.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void AVersionIsWhatARuleSays()
    {
        string Version(string text) => Assert.Single(RuleFile.Parse("f.yaml", text).Rules).Version;
        var version = Version(Minimal);
        Assert.Matches("^[0-9a-f]{12}$", version);
        Assert.Equal(version, Version("modules: {trigger: [{events: ['avi:jira:updated:issue'], key: a}]} # other layout".Replace("'avi:jira:updated:issue'", "avi:jira:updated:issue", StringComparison.Ordinal)));
        Assert.NotEqual(version, Version(Minimal + "\n      filter: { ignoreSelf: true }"));
        Assert.NotEqual(version, Version(Minimal.Replace("updated", "created", StringComparison.Ordinal)));
    }

    [Fact]
    public void AliasesAreFollowedWithinBounds()
    {
        var shared = RuleFile.Parse("f.yaml", """
            modules:
              trigger:
                - { key: a, events: &changes [avi:jira:updated:issue] }
                - { key: b, events: *changes }
            """);
        Assert.Equal(shared.Rules[0].Events, shared.Rules[1].Events);

        var bomb = "a: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i =>
            $"k{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        Assert.Equal(
            "This file holds more than 100000 values.", Assert.Single(RuleFile.Parse("f.yaml", bomb).Errors).Message);
    }

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{a: ", 50_000)]
    [InlineData("- ", 100_000)]
    [InlineData("? ", 1_000)]
    [InlineData("!", 100_000)]
    [InlineData("\"", 99_999)]
    public void HostileFilesEndInAnError(string part, int times) =>
        Assert.NotEmpty(RuleFile.Parse("f.yaml", string.Concat(Enumerable.Repeat(part, times))).Errors);

    [Fact]
    public void TheDemoIsGood()
    {
        var content = RuleFile.Parse("demo.yaml", Repository.Read("rules", "demo.yaml"));
        Assert.Empty(content.Errors);
        Assert.Equal(
            ["assigned", "issue-commented", "label-added", "page-commented", "page-updated", "priority-raised", "status-changed"],
            content.Rules.Select(rule => rule.Key).Order(StringComparer.Ordinal));
    }
}
