using System.Globalization;
using Notifications.DeadLetters;
using Notifications.Events;

namespace Notifications.Subjects.Dispatching;

/// <summary>Makes the dead letter of an event that is committed and can't be decided, or not be handed on.</summary>
internal static class EventLetter
{
    public static DeadLetter Of(LoggedEvent logged, Exception failure, DateTimeOffset at)
    {
        var (sequence, _, @event) = logged;
        var subject = @event.Subject.ToString();
        return new DeadLetter
        {
            Id = DeadLetterId.Of(DeadLetterKind.NotDecided, subject, sequence.ToString(CultureInfo.InvariantCulture)),
            Site = @event.Site,
            Source = @event.Source,
            Kind = DeadLetterKind.NotDecided,
            Reason = $"{failure.GetType().Name}: {failure.Message}",
            At = at,
            Subject = subject,
            Sequence = sequence,
        }.WithBody(@event.Data);
    }
}
