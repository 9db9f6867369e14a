using Notifications.Rules.Filtering;

namespace Notifications.Rules.Loading;

/// <summary>Reads the short-cuts of a filter.</summary>
internal static class ConditionsReader
{
    private static readonly (string Key, string Field)[] Fields =
        [("issueTypes", "issuetype"), ("statuses", "status"), ("priorities", "priority")];

    /// <summary>The conditions that a filter states, in the order in which they are asked: cheap ones first.</summary>
    public static IReadOnlyList<EventCondition> Read(FileReading file, MapReading filter)
    {
        var conditions = new List<EventCondition>();
        if (filter.TextOrTexts(ProjectsCondition.Name) is { } projects)
            conditions.Add(new ProjectsCondition(projects));
        if (filter.TextOrTexts(SpacesCondition.Name) is { } spaces)
            conditions.Add(new SpacesCondition(spaces));
        foreach (var (key, field) in Fields)
        {
            if (filter.TextOrTexts(key) is { } wanted)
                conditions.Add(new FieldCondition(key, field, wanted));
        }

        if (filter.TextOrTexts(LabelsCondition.Name) is { } labels)
            conditions.Add(new LabelsCondition(labels));
        if (filter.Any(ChangedCondition.Name) is { } changed)
            conditions.Add(new ChangedCondition([.. ReadChanges(file, changed)]));
        return conditions;
    }

    private static List<FieldChange> ReadChanges(FileReading file, YamlNode node)
    {
        var changes = new List<FieldChange>();
        if (node is YamlList { Items.Count: 0 })
            file.Report(node, "'changed' must name at least one field.");
        foreach (var item in node is YamlList list ? list.Items : [node])
        {
            if (ReadChange(file, item) is { } change)
                changes.Add(change);
        }

        return changes;
    }

    private static FieldChange? ReadChange(FileReading file, YamlNode node)
    {
        if (node is YamlScalar scalar)
        {
            if (!scalar.IsNull && !string.IsNullOrWhiteSpace(scalar.Value))
                return new FieldChange(scalar.Value, null, null);
            file.Report(node, "'changed' is empty. Name a field, or write { field: status, to: Done }.");
            return null;
        }

        if (MapReading.Begin(file, node, "'changed'") is not { } map)
            return null;
        var field = map.Text("field", required: true);
        var from = map.TextOrTexts("from");
        var to = map.TextOrTexts("to");
        map.End();
        return field is null ? null : new FieldChange(field.Value, from, to);
    }
}
