using System.Text.Json;
using Notifications.DeadLetters;

namespace Notifications.Storage.DeadLetters;

/// <summary>A row of the table <c>dead_letter</c>.</summary>
internal sealed class DeadLetterRow
{
    public const string Columns =
        """
        site, id, source, kind, reason, place, at, times, subject, sequence, "user", notification, cut, headers
        """;

    public required string Site { get; init; }
    public required string Id { get; init; }
    public required string Source { get; init; }
    public long Kind { get; init; }
    public required string Reason { get; init; }
    public string? Place { get; init; }
    public long At { get; init; }
    public long Times { get; init; }
    public string? Subject { get; init; }
    public long? Sequence { get; init; }
    public string? User { get; init; }
    public string? Notification { get; init; }
    public byte[]? Body { get; init; }
    public bool Cut { get; init; }
    public required string Headers { get; init; }

    public static DeadLetterRow Of(DeadLetter letter) => new()
    {
        Site = letter.Site,
        Id = letter.Id,
        Source = letter.Source,
        Kind = (long)letter.Kind,
        Reason = StoredText.Of(letter.Reason),
        Place = StoredText.Of(letter.Place),
        At = letter.At.ToUnixTimeMilliseconds(),
        Times = letter.Times,
        Subject = letter.Subject,
        Sequence = letter.Sequence,
        User = letter.User,
        Notification = letter.Notification,
        Body = letter.Body,
        Cut = letter.IsCut,
        Headers = JsonSerializer.Serialize(letter.Headers),
    };

    public DeadLetter ToLetter() => new()
    {
        Site = Site,
        Id = Id,
        Source = Source,
        Kind = (DeadLetterKind)Kind,
        Reason = Reason,
        Place = Place,
        At = DateTimeOffset.FromUnixTimeMilliseconds(At),
        Times = (int)Times,
        Subject = Subject,
        Sequence = Sequence,
        User = User,
        Notification = Notification,
        Body = Body,
        IsCut = Cut,
        Headers = JsonSerializer.Deserialize<Dictionary<string, string>>(Headers) ?? [],
    };
}
