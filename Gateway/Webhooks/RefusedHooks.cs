using System.Collections.Concurrent;
using System.Security.Cryptography;
using Notifications.Cluster;
using Notifications.DeadLetters;
using Notifications.Sources;

namespace Notifications.Webhooks;

/// <summary>
/// Keeps hooks that were refused for an operator. Only what a source has signed: whoever can't sign must not be able to fill the
/// list. Whether it could be kept changes nothing of the answer.
/// </summary>
internal sealed partial class RefusedHooks(DeadLetterGrains letters, TimeProvider time, ILogger<RefusedHooks> logger)
{
    // The sender waits for its answer, and most of them for seconds only.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan TooLargeEvery = TimeSpan.FromSeconds(10);

    private readonly ILogger<RefusedHooks> _logger = logger;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _tooLarge = new(StringComparer.Ordinal);

    /// <summary>Keeps a signed hook that is no event.</summary>
    public Task KeepAsync(Source source, IHeaderDictionary headers, ReadOnlyMemory<byte> body, Refusal refusal) => AddAsync(new DeadLetter
    {
        Id = DeadLetterId.Of(DeadLetterKind.Refused, source.Name, Convert.ToHexStringLower(SHA256.HashData(body.Span))),
        Site = source.Site,
        Source = source.Name,
        Kind = DeadLetterKind.Refused,
        Reason = refusal.Reason,
        Place = refusal.Place?.ToString(),
        At = time.GetUtcNow(),
        Headers = HookHeaders.Of(headers),
    }.WithBody(body));

    /// <summary>
    /// Counts a body that was too large to be read. Nobody knows whether the source signed it, so that there is one letter for each
    /// source, without anything of what was sent, and one write in a while.
    /// </summary>
    public Task CountTooLargeAsync(Source source)
    {
        var now = time.GetUtcNow();
        if (_tooLarge.TryGetValue(source.Name, out var last) && now - last < TooLargeEvery)
            return Task.CompletedTask;
        _tooLarge[source.Name] = now;
        return AddAsync(new DeadLetter
        {
            Id = DeadLetterId.Of(DeadLetterKind.Refused, source.Name, "too large"),
            Site = source.Site,
            Source = source.Name,
            Kind = DeadLetterKind.Refused,
            Reason = $"A body has more than {WebhookEndpoint.MaxBodyBytes} bytes. It was not read, so that nobody knows who sent it.",
            At = now,
            IsCut = true,
        });
    }

    private async Task AddAsync(DeadLetter letter)
    {
        try
        {
            await letters.AddAsync(letter).WaitAsync(Patience, time);
        }
        catch (Exception e)
        {
            LogNotKept(letter.Source, e);
        }
    }

    [LoggerMessage(LogLevel.Error, "A refused web hook of {Source} could not be kept as a dead letter.")]
    private partial void LogNotKept(string source, Exception exception);
}
