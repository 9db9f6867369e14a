namespace Notifications.Rules.Filtering;

/// <summary>What the event holds at one of some places is one of some texts.</summary>
internal sealed class ValuesCondition : EventCondition
{
    private readonly WantedTexts _wanted;
    private readonly EventPath[] _places;

    private ValuesCondition(string key, IReadOnlyList<string> wanted, params EventPath[] places)
        : base(key) => (_wanted, _places) = (new WantedTexts(wanted), places);

    /// <summary>The conditions of this kind by their keys: each takes the texts of which one is wanted.</summary>
    public static IReadOnlyDictionary<string, Func<IReadOnlyList<string>, ValuesCondition>> ByKey { get; } =
        new Dictionary<string, Func<IReadOnlyList<string>, ValuesCondition>>(StringComparer.Ordinal)
        {
            ["issueTypes"] = wanted => OfField("issueTypes", "issuetype", wanted),
            ["statuses"] = wanted => OfField("statuses", "status", wanted),
            ["priorities"] = wanted => OfField("priorities", "priority", wanted),
            ["labels"] = wanted => new ValuesCondition("labels", wanted,
                new EventPath("issue", "fields", "labels"),
                new EventPath("label", "name"),
                new EventPath("labeled", "labels", "name"),
                new EventPath("content", "metadata", "labels", "results", "name")),
        };

    public override bool IsMetBy(in EventFacts facts)
    {
        foreach (var place in _places)
        {
            if (place.LeadsTo(_wanted, facts.Data))
                return true;
        }

        return false;
    }

    // Names are translated and renamed, ids are not: either may be written.
    private static ValuesCondition OfField(string key, string field, IReadOnlyList<string> wanted) => new(key, wanted,
        new EventPath("issue", "fields", field, "name"), new EventPath("issue", "fields", field, "id"));
}
