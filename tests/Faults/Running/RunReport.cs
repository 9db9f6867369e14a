using Notifications.Tests.Faults.Accounting;

namespace Notifications.Tests.Faults.Running;

/// <summary>What a run came to.</summary>
/// <param name="Broken">What was done to it, and how it took that.</param>
internal sealed record RunReport(
    string Store, int Seed, string Broken, Journal Journal, IReadOnlyList<FinalInbox> Inboxes, int Connections, TimeSpan Took,
    IReadOnlyList<Violation> Violations)
{
    private const int MaxPrinted = 40;

    public string Text
    {
        get
        {
            var attempts = Journal.Attempts.CountBy(attempt => attempt.Outcome).ToDictionary();
            var operations = Journal.Operations.Select(operation => (operation.Name, operation.Outcome))
                .Concat(Journal.Mutes.Select(set => (Name: set.IsMuted ? "mute" : "unmute", set.Outcome))).ToList();
            var fates = HookFate.Of(Journal).Values;
            return string.Join(
                Environment.NewLine,
                [
                    $"{Store}, seed {Seed}: {Broken}, in {Took.TotalSeconds:0} s",
                    $"  attempts: {Of(attempts, Outcome.Ok)} ok, {Of(attempts, Outcome.Refused)} refused or nobody there, {Of(attempts, Outcome.Unavailable)} answered 503, {Of(attempts, Outcome.Unknown)} unknown",
                    $"  hooks: {fates.Count(fate => fate.IsAcknowledged)} acknowledged, {fates.Count(fate => !fate.IsAcknowledged && fate.MayBeThere)} unknown, {fates.Count(fate => !fate.MayBeThere)} refused",
                    $"  operations of users: {operations.Count(operation => operation.Outcome is Outcome.Ok)} answered, {operations.Count(operation => operation.Outcome is not Outcome.Ok)} unknown ({string.Join(", ", operations.CountBy(operation => operation.Name).Select(count => $"{count.Value} {count.Key}"))})",
                    $"  checked: {Inboxes.Sum(inbox => inbox.Items.Count)} notifications in {Inboxes.Count} inboxes, {Journal.Told.Count} changes told over {Connections} connections ({Journal.Told.OfType<BeganAnew>().Count()} began anew), {Journal.Flags.Count} flags",
                    $"  violations: {Violations.Count}{(Violations.Count == 0 ? "" : " (" + string.Join(", ", Violations.CountBy(v => v.Breach).Select(v => $"{v.Value} {v.Key}")) + ")")}",
                    .. Violations.Take(MaxPrinted).Select(violation => $"    {violation}"),
                ]);
        }
    }

    private static int Of(Dictionary<Outcome, int> counts, Outcome outcome) => counts.GetValueOrDefault(outcome);
}
