using Notifications.Events;
using Notifications.Rules.Filtering;
using Notifications.Users.Kept;

namespace Notifications.Subjects.Dispatching;

/// <summary>Brings back what is snoozed until what an event says comes true.</summary>
internal sealed class SnoozedWaking(IKeptQueue queue)
{
    /// <summary>
    /// Looks at events together: about hardly any subject something is snoozed, and an event is only read where something is. Doing
    /// it again is harmless.
    /// </summary>
    /// <exception cref="Notifications.Storage.StoreUnavailableException">Not everything was brought back.</exception>
    public Task WakeAsync(IEnumerable<Event> events) => Task.WhenAll(events.GroupBy(@event => @event.Site).Select(OfSiteAsync));

    private async Task OfSiteAsync(IGrouping<string, Event> events)
    {
        var bySubject = events.ToLookup(@event => @event.Subject);
        foreach (var subject in await queue.FindSnoozedAsync(events.Key, [.. bySubject.Select(of => of.Key)]))
        {
            string[] words = [.. bySubject[subject].SelectMany(SnoozeNews.Of).Distinct(StringComparer.Ordinal)];
            if (words.Length > 0)
                await queue.WakeAsync(events.Key, subject, words);
        }
    }
}
