using Notifications.DeadLetters;
using Notifications.Events;
using Notifications.Subjects;
using Notifications.Subjects.Dispatching;
using Notifications.Tests.Cluster.Hosting;
using Notifications.Users;
using Orleans.Core.Internal;

namespace Notifications.Tests.Cluster.Subjects;

/// <summary>What a crash after the commit loses is done again. A crash is an event that is in the log and that nobody dispatched.</summary>
public sealed class DispatchTests(TwoSilos silos)
{
    internal const int MaxInHand = 250;

    [Fact]
    public async Task An_event_that_nobody_dispatched_is_dispatched_without_anybody_asking()
    {
        var subject = AnEvent.Issue("LEFT-1");
        var gateway = await AttachAsync("left-anna");

        await silos.Log.AppendAsync(AnEvent.Assigned(subject, "left-1", "Left behind", "left-anna"), 1);

        await gateway.NextUpdateAsync();
        await silos.Ledger.DoneOfAsync(subject, 1);
        Assert.Empty(await silos.Ledger.ReadAsync(SiteName.Default, subject));
    }

    [Fact]
    public async Task A_grain_that_is_awake_takes_up_what_another_left()
    {
        var subject = AnEvent.Issue("LEFT-2");
        var gateway = await AttachAsync("left-ben");
        await Grain(subject).Accept(AnEvent.Assigned(subject, "awake-1", "One", "left-ben"));
        await gateway.NextUpdateAsync();
        await silos.Ledger.DoneOfAsync(subject, 1);

        // As where the answer to a commit was lost, and its sender's next try found a duplicate.
        await silos.Log.AppendAsync(AnEvent.Assigned(subject, "awake-2", "Two", "left-ben"), 2);
        Assert.Equal(Acceptance.Duplicate, await Grain(subject).Accept(AnEvent.Assigned(subject, "awake-2", "Two", "left-ben")));

        await gateway.NextUpdateAsync();
        await silos.Ledger.DoneOfAsync(subject, 2);
    }

    [Fact]
    public async Task However_many_events_came_after_it_what_was_left_is_found()
    {
        var subject = AnEvent.Issue("LEFT-3");
        var gateway = await AttachAsync("left-carla");
        var old = TimeProvider.System.GetUtcNow().AddHours(-1);
        await silos.Log.AppendAsync(AnEvent.Assigned(subject, "deep-0", "Deep", "left-carla") with { Time = old }, 1);
        for (var i = 1; i <= 200; i++)
            await silos.Log.AppendAsync(AnEvent.Commented(subject, $"deep-{i}", "Comment") with { Time = old }, 1 + i);

        await gateway.NextUpdateAsync();
        await silos.Ledger.DoneOfAsync(subject, 1);
        await silos.Ledger.DoneOfAsync(subject, 201);
    }

    [Fact]
    public async Task What_the_product_appends_itself_is_dispatched_in_the_same_way()
    {
        var subject = AnEvent.Issue("LEFT-4");
        var gateway = silos.NewGateway();
        await Grain(subject).Watch(gateway.Reference, after: null);
        await Grain(subject).Accept(AnEvent.Commented(subject, "own-1", "One"));
        await Grain(subject).Accept(AnEvent.Commented(subject, "own-2", "Two"));

        await silos.Log.NextOwnAsync(subject);
        await silos.Ledger.DoneOfAsync(subject, 3);
    }

    [Fact]
    public async Task An_event_is_dispatched_only_when_its_questions_are_noted()
    {
        var subject = AnEvent.Issue("LEFT-5");
        silos.Calls.FailFor(subject);
        await Grain(subject).Accept(AnEvent.Moved(subject, "asked-1", "Moved"));
        await silos.Calls.RefusedAsync();
        await DeactivateAsync(subject);
        Assert.Equal([1L], await silos.Ledger.ReadAsync(SiteName.Default, subject));

        silos.Calls.Recover();

        await silos.Ledger.DoneOfAsync(subject, 1);
        await silos.Log.NextOwnAsync(subject);
    }

    [Fact]
    public async Task A_subject_with_too_much_in_hand_takes_no_more_until_that_is_written()
    {
        var subject = AnEvent.Issue("LEFT-7");
        silos.Calls.FailFor(subject);
        await Task.WhenAll(Enumerable.Range(1, MaxInHand).Select(i => Grain(subject).Accept(AnEvent.Moved(subject, $"full-{i}", "Moved"))));

        await Assert.ThrowsAsync<SubjectBusyException>(() => Grain(subject).Accept(AnEvent.Updated(subject, "full", "One too many")));
        // Its neighbours are not affected.
        Assert.Equal(Acceptance.Accepted, await Grain(AnEvent.Issue("LEFT-8")).Accept(AnEvent.Updated(AnEvent.Issue("LEFT-8"), "free", "Free")));

        silos.Calls.Recover();
        await silos.Ledger.DoneOfAsync(subject, MaxInHand);
        Assert.Equal(Acceptance.Accepted, await Grain(subject).Accept(AnEvent.Updated(subject, "full", "One too many")));
    }

    [Fact]
    public async Task A_window_of_a_digest_is_on_disk_before_its_event_is_dispatched()
    {
        var subject = AnEvent.Issue("LEFT-6");
        await silos.Log.AppendAsync(AnEvent.Commented(subject, "held-1", "One"), 1);
        await silos.Log.AppendAsync(AnEvent.Commented(subject, "held-2", "Two"), 2);

        await silos.Ledger.DoneOfAsync(subject, 2);
        Assert.NotNull(await silos.Holding.LoadAsync(SiteName.Default, subject));
        // The digest of both is told in the end.
        var digest = await silos.Log.NextOwnAsync(subject);
        Assert.Equal(Event.OwnSource, digest.Source);
    }

    [Fact]
    public async Task What_the_store_does_not_take_is_a_dead_letter_and_holds_up_nobody()
    {
        var subject = AnEvent.Issue("LEFT-10");
        silos.Queue.RefuseFor("left-refused");
        var gateway = await AttachAsync("left-dora");

        await Grain(subject).Accept(AnEvent.Reported(subject, "refused-1", "One", "left-refused", "left-dora"));
        await Grain(subject).Accept(AnEvent.Assigned(subject, "refused-2", "Two", "left-dora"));

        await silos.Ledger.DoneOfAsync(subject, 1);
        await silos.Ledger.DoneOfAsync(subject, 2);
        // Those who were told by the same event are told, and in its order.
        var told = new List<string>();
        while (told.Count < 2)
            told.AddRange((await gateway.NextUpdateAsync()).Changes.Select(change => change.Item!.Flag.Title));
        Assert.Equal(["One", "Two"], told);
        var letter = Assert.Single(await silos.DeadLetters.ListAsync(SiteName.Default, new DeadLetterQuery { Subject = subject.ToString() }));
        Assert.Equal((DeadLetterKind.NotDecided, 1L), (letter.Kind, letter.Sequence));
        Assert.Contains("It does not fit.", letter.Reason, StringComparison.Ordinal);
        // Alone, and together with what came with it where that was so.
        Assert.InRange(silos.Queue.TriesOf("left-refused"), KeptLane.MaxTries, 2 * KeptLane.MaxTries);
    }

    [Fact]
    public async Task A_store_that_is_away_is_tried_until_it_is_back_and_makes_no_dead_letter()
    {
        var subject = AnEvent.Issue("LEFT-11");
        silos.Queue.BeAwayFor("left-emil");
        var gateway = await AttachAsync("left-emil");

        await Grain(subject).Accept(AnEvent.Assigned(subject, "away-1", "One", "left-emil"));

        await gateway.NextUpdateAsync();
        await silos.Ledger.DoneOfAsync(subject, 1);
        Assert.True(silos.Queue.TriesOf("left-emil") > KeptLane.MaxTries);
        Assert.Empty(await silos.DeadLetters.ListAsync(SiteName.Default, new DeadLetterQuery { Subject = subject.ToString() }));
    }

    private async Task<TestGateway> AttachAsync(string user)
    {
        var gateway = silos.NewGateway();
        await silos.Grains.GetGrain<IUserContextGrain>(UserKey.Of(SiteName.Default, user)).Attach(gateway.Reference);
        return gateway;
    }

    private IEventGrain Grain(Subject subject) => silos.Grains.GetEventGrain(SiteName.Default, subject);

    private Task DeactivateAsync(Subject subject) => Grain(subject).Cast<IGrainManagementExtension>().DeactivateOnIdle().AsTask();
}
