using Microsoft.Extensions.Options;
using Notifications.Events;
using Notifications.Users;
using Notifications.Users.Kept;

namespace Notifications.Rules.Deciding;

/// <summary>Writes what an event's decisions want kept as it travels to the recipients.</summary>
internal sealed class KeptNotifications(IOptions<KeptOptions> options)
{
    /// <summary>What is kept for whom. An event that is decided again gives the same: its time is that of its acceptance.</summary>
    public IReadOnlyList<(string User, KeptNotification Notification)> Of(LoggedEvent logged, SubjectOutcome outcome) =>
        [.. outcome.Kept.Select(kept => (kept.Recipient.User, new KeptNotification
        {
            Flag = kept.Flag,
            Subject = logged.Event.Subject,
            Reasons = kept.Recipient.Reasons,
            Source = SubjectOutcome.SourceOf(logged.Event),
            Places = outcome.Places,
            UnlessShownBy = kept.Flag.KeptWhenAway ? logged.Accepted + options.Value.AwayAfter : null,
        }))];
}
