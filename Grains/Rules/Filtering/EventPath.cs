using System.Text;
using System.Text.Json;

namespace Notifications.Rules.Filtering;

/// <summary>A way into an event's data, by the names of members.</summary>
internal sealed class EventPath(params string[] names)
{
    private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The text at its end; <see langword="null"/> where there is none.</summary>
    public string? Text(JsonElement from)
    {
        foreach (var name in _names)
        {
            if (!from.TryGetMember(name, out from))
                return null;
        }

        try
        {
            return from.ValueKind == JsonValueKind.String ? from.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair names nothing.
            return null;
        }
    }

    /// <summary>Whether a wanted text is at its end. A list on the way stands for each of its items.</summary>
    public bool LeadsTo(WantedTexts wanted, JsonElement from) => LeadsTo(wanted, from, 0);

    private bool LeadsTo(WantedTexts wanted, JsonElement at, int depth)
    {
        if (at.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in at.EnumerateArray())
            {
                if (LeadsTo(wanted, item, depth))
                    return true;
            }

            return false;
        }

        if (depth == _names.Length)
            return wanted.Have(at);
        return at.TryGetMember(_names[depth], out var next) && LeadsTo(wanted, next, depth + 1);
    }
}

internal static class EventMembers
{
    /// <summary>Finds a member by its name in UTF-8; there is none where the element is no object.</summary>
    public static bool TryGetMember(this JsonElement element, ReadOnlySpan<byte> name, out JsonElement member)
    {
        member = default;
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out member);
        }
        catch (InvalidOperationException)
        {
            // Another member's name holds half a surrogate pair.
            return false;
        }
    }
}
