using Notifications.Users.Preferences;

namespace Notifications.Users.Inbox;

/// <summary>Takes what the kept lane brings into the inbox, as the user's preferences want it.</summary>
internal sealed class Deliveries(UserContext context, EarlyReceipts receipts, DueWork due, Admission admission)
{
    // One message to the gateways has them all.
    private const int MaxAtOnce = 100;

    public async Task<int> TakeAsync(IReadOnlyList<KeptNotification> notifications)
    {
        var arrived = 0;
        foreach (var some in notifications.Chunk(MaxAtOnce))
            arrived += await context.InTurnAsync(() => TakeSomeAsync(some));
        return arrived;
    }

    private async Task<int> TakeSomeAsync(KeptNotification[] notifications)
    {
        await admission.IsRefusedAsync();
        // What comes now belongs to no quiet time that has ended.
        await due.EndQuietAsync();
        var now = context.Now;
        DateTimeOffset? quietUntil = null;
        var deliveries = new List<Delivery>(notifications.Length);
        foreach (var notification in notifications)
            deliveries.Add(Judge(notification, now, ref quietUntil));

        var commit = context.Commit(new InboxWork.Deliver(deliveries), Earlier(quietUntil, now + context.Options.MaxAge));
        var done = await context.CommitAsync(
            quietUntil is null ? commit : commit with { QuietUntil = quietUntil }, InboxChange.Arrivals);
        foreach (var notification in notifications)
            receipts.Remove(notification.Flag.Id, notification.Flag.Revision);
        context.Metrics.Arrived(done.Arrived.Count);
        if (context.State.Total > context.Options.MaxItems)
            await due.TrimAsync();
        return done.Arrived.Count;
    }

    private Delivery Judge(KeptNotification notification, DateTimeOffset now, ref DateTimeOffset? quietUntil)
    {
        var isShown = receipts.Has(notification.Flag.Id, notification.Flag.Revision);
        if (context.State.IsErased || (isShown && notification.UnlessShownBy is not null))
            return new Delivery(notification, IsKept: false, IsSeen: false, IsQuiet: false);
        var question = Question(notification);
        var verdict = PreferenceRules.Decide(context.Preferences, question, question.Reasons, now);
        var isQuiet = verdict is { Show: false, Cause: PreferenceCause.Quiet, Until: not null };
        if (isQuiet && verdict.Keep)
            quietUntil = verdict.Until;
        return new Delivery(notification, verdict.Keep, isShown, isQuiet);
    }

    private static PreferenceQuestion Question(KeptNotification notification) => new()
    {
        Rule = notification.Flag.Rule,
        Source = notification.Source,
        Subject = notification.Subject,
        Places = notification.Places,
        Reasons = notification.Reasons,
        Type = notification.Flag.Type,
        Critical = notification.Flag.Critical,
    };

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
