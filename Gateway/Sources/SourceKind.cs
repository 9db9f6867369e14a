namespace Notifications.Sources;

/// <summary>Whose hooks a source sends.</summary>
internal enum SourceKind
{
    Jira,
    Confluence,
    CloudEvents,
}
