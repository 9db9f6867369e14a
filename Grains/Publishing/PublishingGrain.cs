using Notifications.Events;
using Notifications.Rules.Backend;
using Notifications.Rules.Deciding;
using Notifications.Rules.Recording;
using Notifications.Subjects;
using Orleans.Concurrency;

namespace Notifications.Publishing;

/// <summary>
/// Appends what is posted to its subject as one of our own events, so that it is shown, kept and survives as what rules tell is.
/// </summary>
[StatelessWorker, Reentrant]
[GrainType("publishing")]
internal sealed class PublishingGrain(NoticeDecider notices, TimeProvider time) : Grain, IPublishingGrain
{
    // No rule's key holds a space.
    private const string Rule = "by API";

    public async Task<Published> Publish(Publication publication)
    {
        var site = this.GetPrimaryKeyString();
        var (subject, notice, errors) = PublicationReader.Read(publication.Json);
        if (notice is null)
            return new Published(null, 0, IsDuplicate: false, errors);

        var id = NotificationId.Of(site, "published", publication.Publisher, publication.Key);
        var posted = new Event
        {
            Site = site,
            Source = Event.OwnSource,
            Id = id,
            Type = OwnEvents.Notified,
            Subject = subject,
            Time = time.GetUtcNow(),
            Data = "{}"u8.ToArray(),
        };
        var told = notices.DecideAnswer(
            new BackendCall { Id = id, Rule = Rule, RuleVersion = "", Target = "", Event = posted }, [notice]);
        var recorded = new RecordedNotifications { Rule = Rule, RuleVersion = "", Causes = [], Notifications = told };
        var acceptance = await GrainFactory.GetEventGrain(site, subject).Accept(recorded.ToEvent(site, subject, id, posted.Time));
        var people = told.SelectMany(one => one.Shown.Concat(one.Kept.Select(recipient => recipient.User))).Distinct(StringComparer.Ordinal);
        return new Published(id, people.Count(), acceptance == Acceptance.Duplicate, []);
    }
}
