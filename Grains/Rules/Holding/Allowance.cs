namespace Notifications.Rules.Holding;

/// <summary>What a throttle knows of one recipient and key.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Key">The key.</param>
/// <param name="User">The user; empty for the viewers who are not named.</param>
/// <param name="Period">The period of the throttle.</param>
/// <param name="Sent">When something was sent within the period, oldest first.</param>
/// <param name="Withheld">How many were withheld since.</param>
/// <param name="Newest">The newest of what was sent or withheld.</param>
internal sealed record Allowance(
    string Rule, string Key, string User, TimeSpan Period, IReadOnlyList<DateTimeOffset> Sent, int Withheld, DateTimeOffset Newest)
{
    // What was withheld is told with the next notification, if that comes before it is of no interest any more.
    private static readonly TimeSpan CountIsKept = TimeSpan.FromDays(1);

    /// <summary>Whether it says nothing any more.</summary>
    public bool IsOver(DateTimeOffset at) => Newest + (Period > CountIsKept ? Period : CountIsKept) < at;
}
