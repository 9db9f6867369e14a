using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using Notifications.Tests.Faults.Accounting;

namespace Notifications.Tests.Faults.Running;

/// <summary>Reads, archives, saves, snoozes and mutes what is in an inbox, one operation after the other, and writes down each.</summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It has to come out the same again.")]
internal sealed class InboxOwner(
    InboxSession session, Muting muting, Journal journal, IReadOnlyList<string> subjects, Random random)
{
    private const int MaxIds = 20;

    private static readonly string[] Operations =
        ["read", "read", "read", "unread", "archive", "archive", "unarchive", "save", "unsave", "seen", "snooze", "open", "all", "mute", "unmute", "unmute"];

    /// <summary>Does one thing after the other until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Pause.ForAsync(TimeSpan.FromMilliseconds(random.Next(100, 500)));
            var subject = subjects[random.Next(subjects.Count)];
            var known = session.Copy.About(subject);
            if (known.Count > 0 && session.IsConnected)
                await DoAsync(Operations[random.Next(Operations.Length)], subject, known);
        }
    }

    private Task DoAsync(string name, string subject, IReadOnlyList<string> known) => name switch
    {
        // Without a position it is somebody who opens the subject.
        "open" => NoteAsync("open", known, subject, () => session.InvokeAsync("subscribe", new { subject })),
        "all" => NoteAsync("read", known, subject, () => session.InvokeAsync("change", new { operation = "read", all = new { view = "all", subject } })),
        "snooze" => SnoozeAsync(Some(known)),
        // One of them, so that the others go on.
        "mute" or "unmute" => muting.SetAsync(session.User, subjects[^1], name == "mute"),
        _ => ChangeAsync(name, Some(known)),
    };

    private Task ChangeAsync(string operation, string[] ids) =>
        NoteAsync(operation, ids, subject: null, () => session.InvokeAsync("change", new { operation, ids }));

    private Task SnoozeAsync(string[] ids)
    {
        var until = TimeProvider.System.GetUtcNow().AddMilliseconds(random.Next(500, 3_000));
        return NoteAsync("snooze", ids, subject: null, () => session.InvokeAsync("change", new { operation = "snooze", ids, until }));
    }

    private string[] Some(IReadOnlyList<string> known) => random.GetItems([.. known], random.Next(1, MaxIds)).Distinct().ToArray();

    private async Task NoteAsync(string name, IReadOnlyList<string> ids, string? subject, Func<Task> call)
    {
        var began = journal.Step();
        Outcome outcome;
        try
        {
            await call();
            // The inbox is read beside the answer of a subscription.
            outcome = name == "open" ? Outcome.Unknown : Outcome.Ok;
        }
        catch (Exception e) when (e is HubException || HubClient.IsBroken(e))
        {
            outcome = Outcome.Unknown;
        }

        journal.Operations.Enqueue(new Operation(session.User, name, ids, subject, began, journal.Step(), outcome));
    }
}
