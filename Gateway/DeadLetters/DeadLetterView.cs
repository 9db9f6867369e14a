using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Notifications.Http;

namespace Notifications.DeadLetters;

/// <summary>Dead letters, as the API answers them.</summary>
/// <param name="Letters">Newest first, without bodies.</param>
/// <param name="Next">The cursor of the next page; <see langword="null"/> on the last.</param>
internal sealed record DeadLetterList(IReadOnlyList<DeadLetterView> Letters, string? Next);

/// <summary>Which dead letters.</summary>
/// <param name="Ids">Their ids.</param>
internal sealed record DeadLetterIds(IReadOnlyList<string?>? Ids = null);

/// <summary>What became of each.</summary>
/// <param name="Results">In the order of the ids.</param>
internal sealed record DeadLetterResults(IReadOnlyList<DeadLetterResult> Results);

/// <summary>What became of a dead letter.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Outcome"><c>sent</c>, <c>discarded</c>, <c>failed</c>, <c>impossible</c>, <c>unknown</c> or <c>unavailable</c>.</param>
/// <param name="Reason">Why it did not work.</param>
internal sealed record DeadLetterResult(string Id, string Outcome, string? Reason = null);

/// <summary>A dead letter, as the API answers it; the fields are those of <see cref="DeadLetter"/>.</summary>
internal sealed record DeadLetterView
{
    public required string Id { get; init; }
    public required DeadLetterKind Kind { get; init; }
    public required string Source { get; init; }
    public required string Reason { get; init; }
    public string? Place { get; init; }
    public required DateTimeOffset At { get; init; }
    public required int Times { get; init; }
    public string? Subject { get; init; }
    public long? Sequence { get; init; }
    public string? User { get; init; }
    public string? Notification { get; init; }
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The body, where it is text.</summary>
    public string? Body { get; init; }

    /// <summary>The body, where it is none.</summary>
    public byte[]? BodyBase64 { get; init; }

    /// <summary>Whether not all of the body is there.</summary>
    public bool IsCut { get; init; }

    internal static DeadLetterView Of(DeadLetter letter)
    {
        var isText = letter.Body is { } body && Utf8.IsValid(body);
        return new DeadLetterView
        {
            Id = letter.Id,
            Kind = letter.Kind,
            Source = letter.Source,
            Reason = letter.Reason,
            Place = letter.Place,
            At = letter.At,
            Times = letter.Times,
            Subject = letter.Subject,
            Sequence = letter.Sequence,
            User = letter.User,
            Notification = letter.Notification,
            Headers = letter.Headers.Count == 0 ? null : letter.Headers,
            Body = isText ? Encoding.UTF8.GetString(letter.Body!) : null,
            BodyBase64 = isText ? null : letter.Body,
            IsCut = letter.IsCut,
        };
    }
}

/// <summary>Where the next page begins, as text that says nothing to callers.</summary>
internal static class DeadLetterCursor
{
    public static string Of(DeadLetter last) => string.Create(CultureInfo.InvariantCulture, $"{last.At.ToUnixTimeMilliseconds():x}-{last.Id}");

    public static bool TryRead(string? text, out DeadLetterPlace? place)
    {
        place = null;
        if (text is null)
            return true;
        if (text.IndexOf('-', StringComparison.Ordinal) is not (> 0 and <= 12) || text.Length > 200)
            return false;
        var (at, id) = (text[..text.IndexOf('-', StringComparison.Ordinal)], text[(text.IndexOf('-', StringComparison.Ordinal) + 1)..]);
        if (!long.TryParse(at, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds is < 0 or > 253_402_300_799_999)
            return false;
        if (!PlainText.Is(id))
            return false;
        place = new DeadLetterPlace(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id);
        return true;
    }
}
