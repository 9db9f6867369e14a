using Notifications.Rules.Deciding;

namespace Notifications.Rules.Holding;

/// <summary>Counts what was sent to each recipient of each rule and key, and what was not.</summary>
internal sealed class Throttles
{
    private readonly Dictionary<(string Rule, string Key, string User), Allowance> _allowances = [];

    /// <summary>What is known of each recipient and key.</summary>
    public IReadOnlyCollection<Allowance> All => [.. _allowances.Values];

    public void Restore(IEnumerable<Allowance> allowances)
    {
        _allowances.Clear();
        foreach (var allowance in allowances)
            _allowances[(allowance.Rule, allowance.Key, allowance.User)] = allowance;
    }

    /// <summary>Whether a notification may go out, and how many were withheld before it; else it is counted as withheld.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="throttle">The bound.</param>
    /// <param name="user">The recipient.</param>
    /// <param name="at">When the notification arises.</param>
    /// <param name="isFull">Whether it goes out because nobody can count any more.</param>
    public (bool Admitted, int Withheld) Ask(string rule, ThrottleBy throttle, string user, DateTimeOffset at, out bool isFull)
    {
        isFull = false;
        var key = (rule, throttle.Key, user);
        var known = _allowances.GetValueOrDefault(key);
        if (known is null && !HasRoom(at))
        {
            isFull = true;
            return (true, 0);
        }

        var sent = known?.Sent.Where(time => time > at - throttle.Period).ToList() ?? [];
        var withheld = known?.Withheld ?? 0;
        var admitted = sent.Count < throttle.Limit;
        if (admitted)
            sent.Add(at);
        var newest = known is not null && known.Newest > at ? known.Newest : at;
        _allowances[key] = new Allowance(rule, throttle.Key, user, throttle.Period, sent, admitted ? 0 : withheld + 1, newest);
        return (admitted, admitted ? withheld : 0);
    }

    private bool HasRoom(DateTimeOffset at)
    {
        if (_allowances.Count < HoldingLimits.Allowances)
            return true;
        foreach (var (key, allowance) in _allowances)
        {
            if (allowance.IsOver(at))
                _allowances.Remove(key);
        }

        return _allowances.Count < HoldingLimits.Allowances;
    }
}
