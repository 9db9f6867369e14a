namespace Notifications.Subjects;

/// <summary>The event grain of a page or blog post.</summary>
[GrainType("page")]
internal sealed class PageGrain(EventGrainServices services) : EventGrain(services), IPageGrain;
