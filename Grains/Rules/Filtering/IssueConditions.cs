using Notifications.Rules.Filtering.Quick;

namespace Notifications.Rules.Filtering;

/// <summary>A field of the issue has one of some names or ids: names are translated and renamed, ids are not.</summary>
internal sealed class FieldCondition(string key, string field, IReadOnlyList<string> wanted) : EventCondition(key)
{
    private readonly WantedTexts _wanted = new(wanted);
    private readonly QuickPath _name = PathTo(field, "name");
    private readonly QuickPath _id = PathTo(field, "id");

    public override bool IsMetBy(in EventFacts facts) => IsWanted(facts.Paths.Read(_name)) || IsWanted(facts.Paths.Read(_id));

    private bool IsWanted(in Reading reading) => reading.Found == Found.Value && _wanted.Have(reading.Value);

    private static QuickPath PathTo(string field, string member) => QuickPath.Of(
        QuickRoot.Event, [new("issue", false), new("fields", true), new(field, true), new(member, true)], isReadOptionally: true);
}

/// <summary>The issue or page has one of these labels, or one of them was added or removed.</summary>
internal sealed class LabelsCondition(IReadOnlyList<string> labels) : EventCondition(Name)
{
    public const string Name = "labels";

    private static readonly EventPath[] Places =
    [
        new("issue", "fields", "labels"),
        new("label", "name"),
        new("labeled", "labels", "name"),
        new("content", "metadata", "labels", "results", "name"),
    ];

    private readonly WantedTexts _wanted = new(labels);

    public override bool IsMetBy(in EventFacts facts)
    {
        foreach (var place in Places)
        {
            if (place.LeadsTo(_wanted, facts.Data))
                return true;
        }

        return false;
    }
}
