namespace Notifications.Tests.Faults.Accounting;

/// <summary>Compares what was written down with what is there when all is quiet.</summary>
internal static class Account
{
    public static IReadOnlyList<Violation> Check(Journal journal, IReadOnlyList<FinalInbox> inboxes, IReadOnlyList<SessionEnd> sessions)
    {
        var fates = HookFate.Of(journal);
        return
        [
            .. inboxes.SelectMany(inbox => ExactlyOnce.Check(fates, journal, inbox)),
            .. inboxes.SelectMany(inbox => NewestState.Check(fates, inbox)),
            .. inboxes.SelectMany(inbox => OrderOfSubjects.Check(fates, inbox, Movements.Of(journal, inbox.User))),
            .. inboxes.SelectMany(Sequences.OfInbox),
            .. Sequences.OfSessions(journal),
            .. FlagsOfSessions.Check(journal.Flags),
            .. inboxes.SelectMany(inbox => Counting.Check(inbox, sessions)),
            .. inboxes.SelectMany(inbox => WhatUsersDid.Check(journal, inbox)),
            .. inboxes.SelectMany(inbox => Mutes.Check(journal, inbox)),
        ];
    }
}
