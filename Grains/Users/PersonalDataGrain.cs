using Notifications.Rules.Holding;
using Notifications.Users.Inbox;
using Notifications.Users.Kept;
using Orleans.Concurrency;

namespace Notifications.Users;

/// <summary>Answers gateways from the stores; it holds nothing itself.</summary>
[GrainType("personalData"), StatelessWorker]
internal sealed class PersonalDataGrain(IInboxStore inboxes, IKeptQueue queue, IHoldingStore holding) : Grain, IPersonalDataGrain
{
    private const int Page = 100;

    private (string Site, string User) Person => UserKey.Read(this.GetPrimaryKeyString());

    public async Task<QuietStanding?> Quiet()
    {
        var context = await inboxes.LoadAsync(Person.Site, Person.User);
        return context.QuietUntil is { } until ? new QuietStanding(until, context.QuietCount) : null;
    }

    public async Task<WaitingPage> Waiting(long after)
    {
        var rows = await queue.ReadOfUserAsync(Person.Site, Person.User, after, Page);
        return new WaitingPage([.. rows.Select(row => row.Notification).OfType<KeptNotification>()], rows.Count == Page ? rows[^1].Position : null);
    }

    public async Task<HeldPage> Held(string after)
    {
        var (site, user) = Person;
        var subjects = await holding.ReadHoldingAsync(site, after, Page);
        return new HeldPage([.. subjects.SelectMany(subject => HeldOf(subject, user))], subjects.Count == Page ? subjects[^1].Subject.ToString() : null);
    }

    private static IEnumerable<HeldForPerson> HeldOf(HoldingSnapshot subject, string user) =>
        from window in HoldingState.Read(subject.State()).Windows
        from held in window.Held
        from recipient in held.To
        where recipient.User == user
        select new HeldForPerson
        {
            Subject = subject.Subject,
            Rule = window.Rule,
            Ends = window.Ends,
            Title = held.Title,
            Description = held.Description,
            Time = held.Time,
            Reasons = recipient.Reasons,
        };
}
