using System.Diagnostics.CodeAnalysis;
using Notifications.Tests.Faults.Accounting;

namespace Notifications.Tests.Faults.Plans;

/// <summary>What is sent, done and killed, as it follows from a seed. How far each sender comes until a kill does not.</summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It has to come out the same again.")]
internal sealed class FaultPlan(int seed)
{
    private const int NumbersPerSender = 1_000_000;
    private const int PlainSubjects = 8;

    private static readonly string?[] Assignees = [null, "dora", "emil", "fay"];

    /// <summary>The kills, one after the other.</summary>
    public IEnumerable<PlannedKill> Kills()
    {
        var random = new Random(seed);
        while (true)
        {
            yield return random.Next(8) == 0
                ? new PlannedKill(TimeSpan.FromMilliseconds(random.Next(200, 2_500)), WhileStarting: true)
                : new PlannedKill(TimeSpan.FromMilliseconds(random.Next(50, 3_000)), WhileStarting: false);
        }
    }

    /// <summary>What a sender sends, one after the other.</summary>
    public IEnumerable<PlannedSend> SendsOf(int sender)
    {
        var random = Of("sender", sender);
        for (var number = sender * NumbersPerSender; ; number++)
        {
            var kind = random.Next(20) switch { < 12 => HookKind.Plain, < 15 => HookKind.Replacing, < 18 => HookKind.Digested, _ => HookKind.WhenAway };
            var subject = kind switch
            {
                HookKind.Plain => random.Next(1, PlainSubjects + 1),
                // One sender for each, so that the order in which they were sent is known.
                HookKind.Replacing => sender + 1,
                _ => random.Next(1, 3),
            };
            var plain = kind is HookKind.Plain;
            var actor = plain && random.Next(10) == 0 ? "ben" : "loader";
            var assignee = plain ? Assignees[random.Next(Assignees.Length)] : null;
            var hook = new PlannedHook(
                number, kind, $"jira:issue:{FaultRules.ProjectOf(kind)}-{subject}", FaultRules.RecipientsOf(kind, actor, assignee));
            yield return new PlannedSend(
                hook, actor, assignee,
                Copies: random.Next(300) switch { 0 => 100, < 20 => 2, _ => 1 },
                Tries: random.Next(5) < 2 ? 0 : random.Next(1, 6),
                Again: random.Next(15) == 0,
                Behind: plain && random.Next(10) == 0 ? TimeSpan.FromSeconds(random.Next(1, 20)) : TimeSpan.Zero,
                Pause: TimeSpan.FromMilliseconds(random.Next(10, 60)));
        }
    }

    /// <summary>The dice of somebody else who takes part.</summary>
    public Random Of(string part, int number) => new(HashOf($"{seed} {part} {number}"));

    // string.GetHashCode is another one in each process.
    private static int HashOf(string text) => text.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));
}
