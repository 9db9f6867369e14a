using System.Globalization;
using Notifications.Http;
using Notifications.Subjects;
using Notifications.Users;

namespace Notifications.Inbox;

/// <summary>Reads fields of requests, or says of one that is wrong where and what belongs there.</summary>
internal static class Fields
{
    /// <summary>The most characters of the name of a source, a rule or a reason.</summary>
    public const int MaxName = 255;

    private const int MaxId = 64;
    private const int MaxEpoch = 64;

    private static readonly string[] Times = ["yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>A name, where there is one.</summary>
    public static string? Name(string? text, string place) => text switch
    {
        null => null,
        { Length: > 0 and <= MaxName } when PlainText.Is(text) => text,
        _ => throw RefusedException.At(place, $"It has 1 to {MaxName} characters, none of them a control character."),
    };

    /// <summary>A name that has to be there.</summary>
    public static string RequiredName(string? text, string place) =>
        Name(text, place) ?? throw RefusedException.At(place, $"It is missing: 1 to {MaxName} characters.");

    /// <summary>A subject, where there is one.</summary>
    public static Subject? OptionalSubject(string? text, string place) => text is null ? null : RequiredSubject(text, place);

    /// <summary>A subject that has to be there.</summary>
    public static Subject RequiredSubject(string? text, string place) => Subject.TryParse(text, out var subject)
        ? subject
        : throw RefusedException.At(place, "Write a subject as source:kind:id, such as jira:issue:ABC-12.");

    /// <summary>A number within bounds, where there is one.</summary>
    public static int? Number(int? number, int least, int most, string place) => number is null || (number >= least && number <= most)
        ? number
        : throw RefusedException.At(place, string.Create(CultureInfo.InvariantCulture, $"It is {least} to {most}."));

    /// <summary>A number as a parameter of an address, where there is one.</summary>
    public static int? Number(string? text, int least, int most, string place) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Number(number, least, most, place)
        : throw RefusedException.At(place, string.Create(CultureInfo.InvariantCulture, $"It is a number, {least} to {most}."));

    /// <summary>Ids of notifications, or of what else has such ids.</summary>
    public static IReadOnlyList<string> Ids(IReadOnlyList<string?>? ids, int most, string place)
    {
        if (ids is null || ids.Count == 0 || ids.Count > most)
            throw RefusedException.At(place, string.Create(CultureInfo.InvariantCulture, $"Give 1 to {most} ids."));
        for (var i = 0; i < ids.Count; i++)
        {
            if (ids[i] is not { Length: > 0 and <= MaxId } id || !PlainText.Is(id))
                throw RefusedException.At(string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]"), $"An id has 1 to {MaxId} characters, none of them a control character.");
        }

        return [.. ids.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A time that is past or not too far away, where there is one.</summary>
    public static DateTimeOffset? TimeWithin(string? text, DateTimeOffset now, TimeSpan most, string place) =>
        text is null ? null
        : Time(text, place) is var time && time - now <= most ? time
        : throw RefusedException.At(place, string.Create(CultureInfo.InvariantCulture, $"It is within {most.TotalDays:0} days."));

    /// <summary>A time to come, where there is one.</summary>
    public static DateTimeOffset? TimeToCome(string? text, DateTimeOffset now, TimeSpan most, string place)
    {
        if (text is null)
            return null;
        var time = Time(text, place);
        return time > now && time - now <= most
            ? time
            : throw RefusedException.At(place, string.Create(CultureInfo.InvariantCulture, $"It is to come, within {most.TotalDays:0} days."));
    }

    /// <summary>A time with its offset.</summary>
    public static DateTimeOffset Time(string text, string place)
    {
        // Without an offset it would be read as of this machine's zone.
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        return hasOffset && DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToUniversalTime()
            : throw RefusedException.At(place, "Write a time as ISO 8601 with an offset, such as 2026-12-01T08:00:00Z.");
    }

    /// <summary>A position, where there is one.</summary>
    public static UserPosition? Position(WirePosition? position, string place) => position switch
    {
        null => null,
        { Epoch: { Length: > 0 and <= MaxEpoch } epoch, Sequence: >= 0 } when PlainText.Is(epoch) => new UserPosition(epoch, position.Sequence),
        _ => throw RefusedException.At(place, "Give the position as the gateway gave it: { epoch, sequence }."),
    };
}
