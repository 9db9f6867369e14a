namespace Notifications.Rules.Filtering;

/// <summary>The event is of one of these Jira projects.</summary>
internal sealed class ProjectsCondition(IReadOnlyList<string> keys) : EventCondition(Name)
{
    public const string Name = "projects";

    public IReadOnlyList<string> Projects => keys;

    public override bool IsMetBy(in EventFacts facts) => facts.Project is { } project && keys.Contains(project);
}

/// <summary>The event is of one of these Confluence spaces.</summary>
internal sealed class SpacesCondition(IReadOnlyList<string> keys) : EventCondition(Name)
{
    public const string Name = "spaces";

    public IReadOnlyList<string> Spaces => keys;

    public override bool IsMetBy(in EventFacts facts) => facts.Space is { } space && keys.Contains(space);
}
