using Notifications.Subjects;
using Notifications.Users.Kept;
using Orleans.Concurrency;

namespace Notifications.DeadLetters;

/// <summary>Answers gateways from the store; it holds nothing itself.</summary>
[GrainType("deadLetters"), StatelessWorker]
internal sealed class DeadLettersGrain(IDeadLetterStore store, IKeptQueue queue, TimeProvider time) : Grain, IDeadLettersGrain
{
    private string Site => this.GetPrimaryKeyString();

    public Task Add(DeadLetter letter) => store.AddAsync(letter with { Site = Site });

    public Task<IReadOnlyList<DeadLetter>> List(DeadLetterQuery query) => store.ListAsync(Site, query);

    public Task<DeadLetter?> Find(string id) => store.FindAsync(Site, id);

    public Task<bool> Discard(string id) => store.DiscardAsync(Site, id);

    public Task<int> DiscardOf(string user) => store.DiscardOfUserAsync(Site, user);

    public async Task<SentAgain> SendAgain(string id)
    {
        if (await store.FindAsync(Site, id) is not { } letter)
            return new SentAgain(SendingOutcome.Unknown);
        var sent = letter.Kind switch
        {
            DeadLetterKind.NotDecided => await DecideAgainAsync(letter),
            DeadLetterKind.NotDelivered => await DeliverAgainAsync(letter),
            _ => new SentAgain(SendingOutcome.Impossible, "A refused hook is read again by a gateway."),
        };
        if (sent.Outcome == SendingOutcome.Sent)
            await store.RemoveAsync(letter);
        else if (sent.Outcome == SendingOutcome.Failed)
            await store.AddAsync(letter with { Reason = sent.Reason!, At = time.GetUtcNow(), Times = 1 });
        return sent;
    }

    private async Task<SentAgain> DecideAgainAsync(DeadLetter letter) =>
        Subject.TryParse(letter.Subject, out var subject) && letter.Sequence is { } sequence
            ? await GrainFactory.GetEventGrain(Site, subject).DecideAgain(sequence)
            : new SentAgain(SendingOutcome.Impossible, "The letter does not say which event it is of.");

    // From here on the delivery has its tries again; where they fail too, it makes the letter anew.
    private async Task<SentAgain> DeliverAgainAsync(DeadLetter letter) =>
        letter is { User: { } user, Notification: { } notification } && await queue.RequeueAsync(Site, user, notification)
            ? new SentAgain(SendingOutcome.Sent)
            : new SentAgain(SendingOutcome.Impossible, "The notification is not there any more.");
}
