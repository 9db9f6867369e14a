namespace Notifications.Tests.Faults.Accounting;

/// <summary>The accounting is worth what it finds: each of these is planted.</summary>
public sealed class AccountTests
{
    [Fact]
    public void What_was_acknowledged_and_stands_once_in_its_order_is_right()
    {
        var written = new Written().Sent(1).Sent(2, outcome: Outcome.Unknown, arrives: false).Sent(3, outcome: Outcome.Unknown).Sent(4, outcome: Outcome.Refused, arrives: false)
            .Sent(5, outcome: Outcome.Unavailable).Tells(1, "n1").Tells(2, "n3").Tells(3, "n5").Tells(1, "n1", "two");
        written.Sessions.Add(new SessionEnd(Written.User, "one", 3, 3, 3, 3));

        Assert.Empty(written.Check());
    }

    [Fact]
    public void What_was_acknowledged_and_is_not_there_is_lost()
    {
        var violation = Assert.Single(new Written().Sent(1).Sent(2, arrives: false).Check());

        Assert.Equal(Breach.Lost, violation.Breach);
        Assert.Contains("hook 2 (Plain, jira:issue:FP-1; 3–4 Ok", violation.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hook_that_is_told_by_two_items_is_double() => Assert.Equal([Breach.Double], Breaches(new Written().Sent(1).Arrives(1, id: "other")));

    [Fact]
    public void Two_items_of_one_id_are_double() => Assert.Equal([Breach.Double], Breaches(new Written().Sent(1).Sent(2, arrives: false).Arrives(2, id: "n1")));

    [Theory]
    [InlineData(Outcome.Refused)]
    [InlineData(null)]
    public void What_was_refused_or_never_sent_may_not_be_there(object? outcome)
    {
        var written = new Written().Sent(1);
        if (outcome is Outcome refused)
            written.Sent(2, outcome: refused);
        else
            written.Arrives(2);

        Assert.Equal([Breach.Unasked], Breaches(written));
    }

    [Fact]
    public void What_is_for_somebody_else_is_foreign()
    {
        var written = new Written().Sent(1);
        written.Journal.Add(new PlannedHook(1, HookKind.Plain, "jira:issue:FP-1", ["ben"]));

        Assert.Equal([Breach.Foreign], Breaches(written));
    }

    [Fact]
    public void An_older_state_is_stale_unless_the_newer_one_is_unknown()
    {
        Assert.Equal([Breach.Stale], Breaches(new Written().Sent(1, HookKind.Replacing).Sent(2, HookKind.Replacing, arrives: false)));
        Assert.Empty(new Written().Sent(1, HookKind.Replacing).Sent(2, HookKind.Replacing, Outcome.Unknown, arrives: false).Check());
        Assert.Empty(new Written().Sent(1, HookKind.Replacing, arrives: false).Sent(2, HookKind.Replacing, Outcome.Unknown).Check());
        Assert.Equal([Breach.Lost], Breaches(new Written().Sent(1, HookKind.Replacing, arrives: false)));
    }

    [Fact]
    public void What_was_acknowledged_before_the_next_was_sent_stands_before_it()
    {
        var written = new Written().Sent(1, arrives: false).Sent(2, arrives: false).Arrives(2).Arrives(1);
        Assert.Equal([Breach.OutOfOrder], Breaches(written));

        // What came back from being snoozed stands where it came back.
        Assert.Empty(written.Does("snooze", Outcome.Ok, "n1").Check());
        // Nobody knows when the first was committed.
        Assert.Empty(new Written().Sent(1, outcome: Outcome.Unknown, arrives: false).Sent(2, arrives: false).Arrives(2).Arrives(1).Check());
    }

    [Fact]
    public void Sequences_are_each_of_one_item_and_never_beyond_the_version()
    {
        Assert.Equal([Breach.Gap], Breaches(new Written().Sent(1).Sent(2, subject: "jira:issue:FP-2").Change(0, item => item with { Sequence = 1 })));
        Assert.Equal([Breach.Gap], Breaches(new Written().Sent(1).Change(0, item => item with { Sequence = 7 })));
    }

    [Fact]
    public void A_session_is_told_each_sequence_in_turn_unless_it_begins_anew()
    {
        Assert.Equal([Breach.Gap], Breaches(new Written().Sent(1).Tells(1, "a").Tells(3, "c")));
        Assert.Equal([Breach.Gap, Breach.ShownTwice], Breaches(new Written().Sent(1).Tells(1, "a").Tells(1, "a")));
        var anew = new Written().Sent(1).Tells(1, "a");
        anew.Journal.Told.Enqueue(new BeganAnew(Written.User, "one", 5));
        Assert.Empty(anew.Tells(6, "f").Check());
    }

    [Fact]
    public void A_sequence_that_was_told_is_that_change_for_ever() =>
        Assert.Equal([Breach.Forked], Breaches(new Written().Sent(1).Tells(1, "a").Tells(1, "b", "two")));

    [Fact]
    public void A_session_is_shown_a_notification_once_for_each_revision()
    {
        Assert.Equal([Breach.ShownTwice], Breaches(new Written().Sent(1).Tells(1, "a").Tells(2, "a")));
        Assert.Empty(new Written().Sent(1).Tells(1, "a").Tells(2, "a", revision: 4).Check());
    }

    [Fact]
    public void A_flag_comes_at_one_position_and_not_to_those_who_had_it()
    {
        Assert.Equal([Breach.ShownTwice], Flags(new ToldFlag("s", "x", "e", 1, "f", 0, null), new ToldFlag("s", "x", "e", 2, "f", 0, null)));
        Assert.Equal([Breach.ShownTwice], Flags(new ToldFlag("s", "x", "e", 4, "f", 0, 4)));
        Assert.Empty(Flags(new ToldFlag("s", "x", "e", 4, "f", 0, 3), new ToldFlag("s", "x", "e", 5, "f", 5, null), new ToldFlag("t", "x", "e", 9, "g", 0, null)));
    }

    [Fact]
    public void Counts_are_those_of_the_items_everywhere()
    {
        Assert.Equal([Breach.WrongCount], Breaches(new Written { Unread = 2 }.Sent(1)));
        var behind = new Written().Sent(1);
        behind.Sessions.Add(new SessionEnd(Written.User, "one", 1, 0, 1, 1));
        Assert.Equal([Breach.Behind], Breaches(behind));
    }

    [Fact]
    public void A_view_holds_what_it_says()
    {
        var written = new Written().Sent(1);
        var inbox = written.Inbox() with { Views = new Dictionary<string, IReadOnlySet<string>> { ["archived"] = new HashSet<string> { "n1" } } };

        Assert.Equal(Breach.WrongView, Assert.Single(Account.Check(written.Journal, [inbox], [])).Breach);
    }

    [Fact]
    public void What_a_user_did_and_was_answered_holds()
    {
        Assert.Equal([Breach.Undone], Breaches(new Written().Sent(1).Does("read", Outcome.Ok, "n1")));
        Assert.Empty(new Written().Sent(1).Does("read", Outcome.Unknown, "n1").Check());
        Assert.Equal([Breach.Undone], Breaches(new Written().Sent(1).Change(0, item => item with { Saved = true })));
        Assert.Empty(new Written().Sent(1).Does("archive", Outcome.Ok, "n1").Does("snooze", Outcome.Ok, "n1").Change(0, item => item with { Read = true }).Check());
        Assert.Empty(new Written().Sent(1).Does("archive", Outcome.Ok, "n1").Does("unread", Outcome.Ok, "n1").Does("archive", Outcome.Ok, "n1")
            .Change(0, item => item with { Seen = true, Archived = true }).Check());
        Assert.Empty(new Written().Sent(1).Does("archive", Outcome.Ok, "n1").Does("unarchive", Outcome.Unknown, "n1")
            .Change(0, item => item with { Read = true, Seen = true, Archived = true }).Check());
    }

    [Fact]
    public void What_is_muted_may_be_missing_and_what_was_sent_after_the_mute_ended_may_not()
    {
        Assert.Equal([Breach.Lost], Breaches(new Written().Sent(1, arrives: false).Mutes(true, subject: "jira:issue:FP-2").Mutes(false, subject: "jira:issue:FP-2")));
        // It may have come late, when the subject was muted.
        Assert.Empty(new Written().Sent(1, arrives: false).Mutes(true).Mutes(false).Check());
        Assert.Empty(new Written().Mutes(true).Mutes(false, Outcome.Unknown).Sent(1, arrives: false).Mutes(false).Check());
        Assert.Equal([Breach.Lost], Breaches(new Written().Mutes(true, Outcome.Unknown).Mutes(false).Sent(1, arrives: false)));
    }

    [Fact]
    public void A_mute_that_was_answered_holds()
    {
        var written = new Written().Mutes(true).Mutes(false, Outcome.Unknown);
        Assert.Empty(written.Check());
        Assert.Equal([Breach.Undone], Breaches(written.Mutes(true)));
        written.Muted.Add("jira:issue:FP-1");
        Assert.Empty(written.Check());
    }

    private static IEnumerable<Breach> Breaches(Written written) => written.Check().Select(violation => violation.Breach);

    private static IEnumerable<Breach> Flags(params ToldFlag[] flags) => FlagsOfSessions.Check(flags).Select(violation => violation.Breach);
}
