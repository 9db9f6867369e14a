using Notifications.Rules.Deciding;
using Notifications.Rules.History;

namespace Notifications.Tests.Unit.Rules.Deciding;

public sealed class PersonsOfManyRules
{
    private const int Bytes = 100_000;

    private static readonly string Data =
        $$"""{ "webhookEvent": "comment_created", "comment": { "id": "1", "body": "[~ben] {{new string('x', Bytes)}}" } }""";

    [Theory]
    [InlineData("avi:jira:mentioned:comment", "mentioned")]
    [InlineData("avi:jira:commented:issue", "mentioned")]
    [InlineData("avi:jira:commented:issue", "participants")]
    public void AreFoundOnce(string type, string recipient)
    {
        var (one, many) = (Measure(type, recipient, rules: 1), Measure(type, recipient, rules: 20));
        // Finding them once more makes a text of this size again.
        Assert.True(many - one < 2 * Bytes, $"{one} bytes for one rule, {many} for twenty");
    }

    private static long Measure(string type, string recipient, int rules)
    {
        var written = string.Concat(Enumerable.Range(0, rules).Select(number =>
            $"    - {{ key: rule{number}, events: [{type}], notify: {{ to: [{recipient}], keep: always, title: Hello }} }}\n"));
        var (decider, set) = (Deciders.Decider(), Deciders.Rules($"modules:\n  trigger:\n{written}"));
        var @event = SampleEvent.Of(Data, "avi:jira:commented:issue", id: "2");
        decider.Decide(set, @event, History());
        // Each decides with one of its own: a history remembers what was read of it.
        var histories = new Queue<SubjectHistory>(Enumerable.Range(0, 5).Select(_ => History()));
        IReadOnlyList<Decision> decisions = [];
        var allocated = Allocated.By(() => decisions = decider.Decide(set, @event, histories.Dequeue()));
        Assert.Equal(rules, decisions.Count(decision => decision.Chosen.Any(recipient => recipient.User == "ben")));
        return allocated;
    }

    private static SubjectHistory History()
    {
        var history = new SubjectHistory();
        history.Add(SampleEvent.Of(Data.Replace("\"id\": \"1\"", "\"id\": \"0\"", StringComparison.Ordinal), "avi:jira:commented:issue"));
        return history;
    }
}
