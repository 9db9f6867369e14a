using Dapper;
using Notifications.DeadLetters;
using Notifications.Events;
using Notifications.Rules.Recording;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;
using Notifications.Users;
using Notifications.Users.Inbox;

namespace Notifications.Tests.Cluster.DeadLetters;

public sealed class DeadLettersGrainTests(TwoSilos silos)
{
    private IDeadLettersGrain Letters => silos.Grains.GetGrain<IDeadLettersGrain>(SiteName.Default);

    [Fact]
    public async Task An_event_that_cannot_be_decided_is_a_dead_letter_and_its_neighbours_are_not()
    {
        var subject = AnEvent.Issue("POISON-1");
        var gateway = silos.NewGateway();
        var grain = silos.Grains.GetEventGrain(SiteName.Default, subject);
        await grain.Watch(gateway.Reference, after: null);

        await grain.Accept(Poison(subject, "poison-1"));
        await grain.Accept(AnEvent.Updated(subject, "poison-2", "Well"));

        Assert.Equal("Well", Assert.Single((await gateway.NextFlagsAsync()).Flags).Flag.Title);
        await silos.Ledger.DoneOfAsync(subject, 1);
        var listed = Assert.Single(await Letters.List(new DeadLetterQuery { Subject = subject.ToString() }));
        Assert.Equal((DeadLetterKind.NotDecided, 1L, 1), (listed.Kind, listed.Sequence, listed.Times));
        var letter = await Letters.Find(listed.Id);
        Assert.Equal("poison"u8.ToArray(), letter!.Body);
    }

    [Fact]
    public async Task What_ends_in_the_same_place_again_says_why_now()
    {
        var subject = AnEvent.Issue("POISON-2");
        await silos.Grains.GetEventGrain(SiteName.Default, subject).Accept(Poison(subject, "poison-3"));
        await silos.Ledger.DoneOfAsync(subject, 1);
        var letter = Assert.Single(await Letters.List(new DeadLetterQuery { Subject = subject.ToString() }));

        var sent = await Letters.SendAgain(letter.Id);

        Assert.Equal(SendingOutcome.Failed, sent.Outcome);
        var again = await Letters.Find(letter.Id);
        Assert.Equal((2, sent.Reason), (again!.Times, again.Reason));
    }

    [Fact]
    public async Task What_can_be_decided_by_now_is_kept_and_the_letter_is_gone()
    {
        var subject = AnEvent.Issue("POISON-3");
        // As where it had been decided by rules that failed: nothing of it was kept.
        var grain = silos.Grains.GetEventGrain(SiteName.Default, subject);
        await grain.Accept(AnEvent.Assigned(subject, "poison-4", "At last", "poison-anna", actor: "poison-anna"));
        await silos.Ledger.DoneOfAsync(subject, 1);
        await silos.Log.AppendAsync(AnEvent.Assigned(subject, "poison-5", "At last", "poison-ben"), 2);
        await silos.Ledger.DoneAsync([new(SiteName.Default, subject, 2)]);
        var gateway = silos.NewGateway();
        await silos.Grains.GetGrain<IUserContextGrain>(UserKey.Of(SiteName.Default, "poison-ben")).Attach(gateway.Reference);
        await Letters.Add(new DeadLetter
        {
            Id = "poison-5",
            Site = SiteName.Default,
            Source = "jira",
            Kind = DeadLetterKind.NotDecided,
            Reason = "A rule failed.",
            At = TimeProvider.System.GetUtcNow(),
            Subject = subject.ToString(),
            Sequence = 2,
        });

        var sent = await Letters.SendAgain("poison-5");

        Assert.Equal(new SentAgain(SendingOutcome.Sent), sent);
        Assert.Null(await Letters.Find("poison-5"));
        await gateway.NextUpdateAsync();
        Assert.Equal(SendingOutcome.Unknown, (await Letters.SendAgain("poison-5")).Outcome);
    }

    [Fact]
    public async Task A_letter_of_an_event_that_is_gone_stays()
    {
        await Letters.Add(new DeadLetter
        {
            Id = "poison-6",
            Site = SiteName.Default,
            Source = "jira",
            Kind = DeadLetterKind.NotDecided,
            Reason = "A rule failed.",
            At = TimeProvider.System.GetUtcNow(),
            Subject = "jira:issue:POISON-4",
            Sequence = 9,
        });

        Assert.Equal(new SentAgain(SendingOutcome.Impossible, "The event is not in the event log any more."), await Letters.SendAgain("poison-6"));
        var letter = await Letters.Find("poison-6");
        Assert.Equal((1, "A rule failed."), (letter!.Times, letter.Reason));
    }

    [Fact]
    public async Task What_could_not_be_delivered_is_delivered_again_once_and_the_letter_is_gone()
    {
        var subject = AnEvent.Issue("POISON-5");
        var user = silos.Grains.GetGrain<IUserContextGrain>(UserKey.Of(SiteName.Default, "poison-carl"));
        var gateway = silos.NewGateway();
        await user.Attach(gateway.Reference);
        await silos.Grains.GetEventGrain(SiteName.Default, subject).Accept(AnEvent.Assigned(subject, "poison-7", "Undelivered", "poison-carl"));
        await gateway.NextUpdateAsync();
        var item = Assert.Single((await user.List(new InboxQuery())).Items);
        // As the lane leaves it after the last try.
        await silos.Database.RunAsync(connection => connection.Execute(
            "UPDATE inbox SET queued = FALSE, sequence = NULL, taken = NULL WHERE id = @id", new { id = item.Flag.Id }));
        var letter = new DeadLetter
        {
            Id = "poison-7",
            Site = SiteName.Default,
            Source = "jira",
            Kind = DeadLetterKind.NotDelivered,
            Reason = "It failed.",
            At = TimeProvider.System.GetUtcNow(),
            User = "poison-carl",
            Notification = item.Flag.Id,
        };
        await Letters.Add(letter);

        Assert.Equal(new SentAgain(SendingOutcome.Sent), await Letters.SendAgain(letter.Id));

        Assert.Equal(item.Flag.Id, Assert.Single((await gateway.NextUpdateAsync()).Changes).Item!.Flag.Id);
        Assert.Null(await Letters.Find(letter.Id));
        await Letters.Add(letter with { Notification = "gone" });
        Assert.Equal(SendingOutcome.Impossible, (await Letters.SendAgain(letter.Id)).Outcome);
        Assert.Equal(1, (await Letters.Find(letter.Id))!.Times);
    }

    // One of our own whose data is none of ours.
    private static Event Poison(Subject subject, string id) => AnEvent.Updated(subject, id, "") with
    {
        Source = Event.OwnSource,
        Type = OwnEvents.Notified,
        Data = "poison"u8.ToArray(),
    };
}
