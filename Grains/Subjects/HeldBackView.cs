using Notifications.Rules.Deciding;
using Notifications.Rules.Holding;

namespace Notifications.Subjects;

/// <summary>Shows an operator what a subject holds back.</summary>
internal static class HeldBackView
{
    public static HeldBack Of(HoldingState state) => new()
    {
        Windows = [.. state.Windows.OrderBy(window => window.Ends).Take(HeldBack.Most).Select(Show)],
        Throttled = [.. state.Allowances.OrderByDescending(one => one.Withheld).ThenByDescending(one => one.Newest).Take(HeldBack.Most).Select(Show)],
        More = state.Windows.Count > HeldBack.Most || state.Allowances.Count > HeldBack.Most,
    };

    private static OpenWindow Show(DigestWindow window) => new()
    {
        Rule = window.Rule,
        Key = window.Key,
        Opened = window.Opened,
        Ends = window.Ends,
        Users = [.. window.Recipients.Where(user => user != Withheld.Viewers)],
        Viewers = window.Recipients.Contains(Withheld.Viewers, StringComparer.Ordinal),
        Held = [.. window.Held.Select(held => held.Title)],
    };

    private static Throttled Show(Allowance allowance) => new()
    {
        Rule = allowance.Rule,
        Key = allowance.Key,
        User = allowance.User == Withheld.Viewers ? null : allowance.User,
        Sent = allowance.Sent.Count,
        Withheld = allowance.Withheld,
        Newest = allowance.Newest,
    };
}
