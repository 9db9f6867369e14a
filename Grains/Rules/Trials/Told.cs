using Notifications.Rules.Deciding;

namespace Notifications.Rules.Trials;

/// <summary>A notification that one person would have got.</summary>
internal sealed record Told(string Rule, string Person, IReadOnlyList<string> Reasons, string Title)
{
    /// <summary>Who would have been told what of an event, each person once for each rule.</summary>
    public static Dictionary<(string Rule, string Person), Told> Of(SubjectOutcome outcome)
    {
        var told = new Dictionary<(string Rule, string Person), Told>();
        foreach (var (recipient, flag) in outcome.Kept)
            told.TryAdd((flag.Rule, recipient.User), new Told(flag.Rule, recipient.User, recipient.Reasons, flag.Title));
        foreach (var addressed in outcome.Live)
        {
            var rule = addressed.Flag.Rule;
            foreach (var person in addressed.Users.Where(person => !told.ContainsKey((rule, person))))
                told.Add((rule, person), new Told(rule, person, ReasonsOf(outcome, rule, person), addressed.Flag.Title));
        }

        return told;
    }

    private static IReadOnlyList<string> ReasonsOf(SubjectOutcome outcome, string rule, string person) =>
        outcome.Decisions.FirstOrDefault(decision => decision.Rule == rule)?
            .Chosen.FirstOrDefault(recipient => recipient.User == person)?.Reasons ?? [];
}
