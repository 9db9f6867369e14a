using Notifications.Live;
using Notifications.Rules.Deciding;

namespace Notifications.Rules.Holding;

/// <summary>What is left of a notification after a verdict: who is told what now.</summary>
internal static class Telling
{
    /// <summary>The flags: one for all who were withheld as many before, so mostly just one.</summary>
    public static IEnumerable<AddressedFlag> Live(AddressedFlag flag, Verdict verdict)
    {
        var viewers = flag.EveryViewer && verdict.Tells(Withheld.Viewers);
        if (viewers && verdict.Withheld.Count == 0 && verdict.Earlier.Count == 0)
            return [flag];
        return flag.Users.Select((user, index) => (User: user, Reasons: flag.ReasonsOf(index))).Where(told => verdict.Tells(told.User))
            .Concat(viewers ? [(Withheld.Viewers, [])] : [])
            .GroupBy(told => verdict.Earlier.GetValueOrDefault(told.User))
            .Select(group => flag with
            {
                Flag = flag.Flag with { Withheld = group.Key },
                EveryViewer = group.Any(told => told.User == Withheld.Viewers),
                Users = [.. group.Where(told => told.User != Withheld.Viewers).Select(told => told.User)],
                Reasons = [.. group.Where(told => told.User != Withheld.Viewers).Select(told => told.Reasons)],
                ExceptUsers = [.. flag.ExceptUsers, .. flag.Users.Except(group.Select(told => told.User), StringComparer.Ordinal)],
            });
    }

    /// <summary>The inboxes.</summary>
    public static IEnumerable<KeptFlag> Kept(Decision decision, Verdict verdict) => decision.Kept
        .Where(recipient => verdict.Tells(recipient.User))
        .Select(recipient => new KeptFlag(
            recipient, decision.Notification! with { Withheld = verdict.Earlier.GetValueOrDefault(recipient.User) }));
}
