using Notifications.Cluster;
using Notifications.Sources;
using Notifications.Webhooks;

namespace Notifications.DeadLetters;

/// <summary>
/// Sends dead letters again. A refused hook is read here by the code of today and taken as the same source's; its signature was
/// right when it came. Everything else is the cluster's.
/// </summary>
internal sealed class DeadLetterSending(DeadLetterGrains letters, SourceCatalog sources, WebhookReader reader, EventGrains grains, TimeProvider time)
{
    public async Task<SentAgain> SendAsync(string site, string id, CancellationToken cancellationToken)
    {
        if (await letters.FindAsync(site, id, cancellationToken) is not { } letter)
            return new SentAgain(SendingOutcome.Unknown, $"There is no dead letter '{id}'.");
        if (letter.Kind is not DeadLetterKind.Refused)
            return await letters.SendAgainAsync(site, id);
        if (letter.Body is not { } body || letter.IsCut)
            return new SentAgain(SendingOutcome.Impossible, "Not all of what was sent is there.");
        if (sources.Find(letter.Source) is not { } source || source.Site != site)
            return new SentAgain(SendingOutcome.Impossible, $"There is no source '{letter.Source}' any more.");

        var delivery = reader.Read(source, HookHeaders.Read(letter.Headers), body, letter.At);
        if (delivery.IsRefused)
        {
            await letters.AddAsync(letter with
            {
                Reason = delivery.Refusal.Reason,
                Place = delivery.Refusal.Place?.ToString(),
                At = time.GetUtcNow(),
                Times = 1,
            });
            return new SentAgain(SendingOutcome.Failed, delivery.Refusal.ToString());
        }

        foreach (var @event in delivery.Events)
            await grains.AcceptAsync(@event, cancellationToken);
        await letters.DiscardAsync(site, id);
        return new SentAgain(SendingOutcome.Sent);
    }
}
