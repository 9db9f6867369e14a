namespace Notifications.Subjects;

/// <summary>The event grain of whatever has none of its own: project, space, board, ….</summary>
[GrainType("subject")]
internal sealed class SubjectGrain(EventGrainServices services) : EventGrain(services), ISubjectGrain;
