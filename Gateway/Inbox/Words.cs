using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Notifications.Inbox;

/// <summary>How the wire writes the values of an enum: in camelCase.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly (string Word, T Value)[] All =
        [.. Enum.GetValues<T>().Select(value => (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), value))];

    private static readonly string List = string.Join(", ", All.Select(entry => entry.Word));

    public static string Of(T value) => All.First(entry => EqualityComparer<T>.Default.Equals(entry.Value, value)).Word;

    /// <summary>The value of a word.</summary>
    /// <exception cref="RefusedException">There is none, or no such word.</exception>
    public static T Read([NotNull] string? word, string place)
    {
        if (word is null)
            throw RefusedException.At(place, $"It is missing; it is one of {List}.");
        foreach (var entry in All)
        {
            if (entry.Word == word)
                return entry.Value;
        }

        throw RefusedException.At(place, $"'{Quoted.Of(word)}' is not known; it is one of {List}.");
    }

    /// <summary>The value of a word, where there is one.</summary>
    /// <exception cref="RefusedException">There is no such word.</exception>
    public static T? ReadOptional(string? word, string place) => word is null ? null : Read(word, place);
}

/// <summary>What a caller wrote, as a refusal repeats it.</summary>
internal static class Quoted
{
    private const int MaxLength = 60;

    public static string Of(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "…";
}
