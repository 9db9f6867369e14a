using System.Text.Json;
using Notifications.Rules.Filtering.Quick;

namespace Notifications.Rules.Filtering;

/// <summary>One of these changes is in the event's change log.</summary>
internal sealed class ChangedCondition(FieldChange[] changes) : EventCondition(Name)
{
    public const string Name = "changed";

    /// <summary>The items of a change log.</summary>
    public static readonly QuickPath Items =
        QuickPath.Of(QuickRoot.Event, [new QuickMember("changelog", false), new QuickMember("items", true)], isReadOptionally: true);

    public override bool IsMetBy(in EventFacts facts)
    {
        var (found, items, _) = facts.Paths.Read(Items);
        if (found != Found.Value || items.ValueKind != JsonValueKind.Array)
            return false;
        var count = items.GetArrayLength();
        for (var i = 0; i < count; i++)
        {
            foreach (var change in changes)
            {
                if (change.Is(facts, new QuickItem(items, i)))
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

    /// <summary>Whether an item of the change log is this change.</summary>
    public bool Is(in EventFacts facts, in QuickItem item) =>
        _field.IsIn(facts, item) && (_from is null || _from.IsIn(facts, item)) && (_to is null || _to.IsIn(facts, item));

    // Jira writes a field and its values twice: by name and by id.
    private sealed class ItemMember(string name, string otherName, IReadOnlyList<string> wanted)
    {
        private readonly WantedTexts _wanted = new(wanted);
        private readonly QuickPath _path = PathTo(name);
        private readonly QuickPath _otherPath = PathTo(otherName);

        public bool IsIn(in EventFacts facts, in QuickItem item) =>
            IsWanted(facts.Paths.Read(_path, item)) || IsWanted(facts.Paths.Read(_otherPath, item));

        private bool IsWanted(in Reading reading) => reading.Found == Found.Value && _wanted.Have(reading.Value);

        private static QuickPath PathTo(string name) =>
            QuickPath.Of(new QuickRoot(0, ChangedCondition.Items), [new QuickMember(name, false)], isReadOptionally: true);
    }
}
