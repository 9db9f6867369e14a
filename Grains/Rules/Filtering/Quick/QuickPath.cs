using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Notifications.Rules.Expressions;

namespace Notifications.Rules.Filtering.Quick;

/// <summary>A chain of members: of the event, or of the item that a function over a list is at.</summary>
internal sealed class QuickPath
{
    private const int MaxShared = 4_096;

    // The same path of many rules is one object, so that what it leads to is found by reference.
    private static readonly ConcurrentDictionary<string, QuickPath> Shared = new(StringComparer.Ordinal);
    private static int _lastId;

    private readonly (byte[] Name, bool IsOptional, bool MissingIsNull)[] _members;
    private readonly QuickRoot _root;

    private QuickPath(QuickRoot root, IReadOnlyList<QuickMember> members, bool isReadOptionally)
    {
        _root = root;
        _members = [.. members.Select((member, i) => (
            Encoding.UTF8.GetBytes(member.Name), member.IsOptional, member.IsOptional || (i + 1 < members.Count ? members[i + 1].IsOptional : isReadOptionally)))];
    }

    /// <summary>Whether it is a path of the event.</summary>
    public bool IsOfEvent => _root.Slot < 0;

    /// <summary>Tells paths apart.</summary>
    public int Id { get; } = Interlocked.Increment(ref _lastId) & int.MaxValue;

    /// <summary>A path of the event or of an item; <paramref name="isReadOptionally"/> where <c>?.</c> follows.</summary>
    public static QuickPath Of(QuickRoot root, IReadOnlyList<QuickMember> members, bool isReadOptionally)
    {
        var text = $"{root.Slot}:{root.List?.Id}"
            + string.Concat(members.Select(member => $"{(member.IsOptional ? '?' : '.')}{member.Name.Length}{member.Name}"))
            + (isReadOptionally ? "?" : "");
        if (Shared.TryGetValue(text, out var known))
            return known;
        var path = new QuickPath(root, members, isReadOptionally);
        return Shared.Count < MaxShared ? Shared.GetOrAdd(text, path) : path;
    }

    public Found Read(ref QuickState state, out JsonElement value)
    {
        var reading = _root.Slot < 0 ? state.Paths.Read(this) : ReadItem(ref state);
        state.Steps += reading.Steps;
        value = reading.Value;
        return reading.Found;
    }

    public Reading Find(JsonElement from)
    {
        try
        {
            return Walk(from);
        }
        catch (InvalidOperationException)
        {
            // The name of a member holds half a surrogate pair.
            return new Reading(Found.Unknown, default, 0);
        }
    }

    private Reading ReadItem(ref QuickState state)
    {
        var item = state.Item(_root.Slot);
        return _root.List is null ? Find(item.List[item.Index]) : state.Paths.Read(this, item);
    }

    private Reading Walk(JsonElement value)
    {
        var steps = 1 + _members.Length;
        foreach (var (name, isOptional, missingIsNull) in _members)
        {
            if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
                return new Reading(isOptional ? Found.Absent : Found.Unknown, default, steps);
            if (value.ValueKind != JsonValueKind.Object)
                return new Reading(Found.Unknown, default, steps);

            // Reading a wide map costs more steps than one.
            steps += value.GetPropertyCount() / ExpressionLimits.ItemsPerStep;
            if (!value.TryGetProperty(name, out value) && !missingIsNull)
                return new Reading(Found.Unknown, default, steps);
        }

        return new Reading(value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? Found.Null : Found.Value, value, steps);
    }
}

/// <summary>A step of a path: <c>.name</c> or <c>?.name</c>.</summary>
internal readonly record struct QuickMember(string Name, bool IsOptional);

/// <summary>
/// Where a path begins: the event, or the item in a slot. The items of a list of the event are the same for every rule; the
/// list is null where they are not.
/// </summary>
internal readonly record struct QuickRoot(int Slot, QuickPath? List)
{
    public static readonly QuickRoot Event = new(-1, null);
}
