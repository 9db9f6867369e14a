using System.Text.Json;

namespace Notifications.Rules.Filtering;

/// <summary>One of these changes is in the event's change log.</summary>
internal sealed class ChangedCondition(FieldChange[] changes) : EventCondition(Name)
{
    public const string Name = "changed";

    public override bool IsMetBy(in EventFacts facts)
    {
        if (!facts.Data.TryGetMember("changelog"u8, out var log)
            || !log.TryGetMember("items"u8, out var items) || items.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var item in items.EnumerateArray())
        {
            foreach (var change in changes)
            {
                if (change.Is(item))
                    return true;
            }
        }

        return false;
    }
}

/// <summary>A change of a field, by its name or id; from and to any value where none are given.</summary>
internal sealed class FieldChange(string field, IReadOnlyList<string>? from, IReadOnlyList<string>? to)
{
    private readonly ItemMember _field = new("fieldId", "field", [field]);
    private readonly ItemMember? _from = from is null ? null : new ItemMember("fromString", "from", from);
    private readonly ItemMember? _to = to is null ? null : new ItemMember("toString", "to", to);

    /// <summary>Whether an item of a change log is this change.</summary>
    public bool Is(JsonElement item) =>
        _field.IsIn(item) && (_from is null || _from.IsIn(item)) && (_to is null || _to.IsIn(item));

    // Jira writes a field and its values twice: by name and by id.
    private sealed class ItemMember(string name, string otherName, IReadOnlyList<string> wanted)
    {
        private readonly WantedTexts _wanted = new(wanted);
        private readonly EventPath _path = new(name);
        private readonly EventPath _otherPath = new(otherName);

        public bool IsIn(JsonElement item) => _path.LeadsTo(_wanted, item) || _otherPath.LeadsTo(_wanted, item);
    }
}
