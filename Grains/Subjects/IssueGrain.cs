namespace Notifications.Subjects;

/// <summary>The event grain of an issue.</summary>
[GrainType("issue")]
internal sealed class IssueGrain(EventGrainServices services) : EventGrain(services), IIssueGrain;
