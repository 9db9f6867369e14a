namespace Notifications.Rules.Trials;

/// <summary>Counts what both sides did: those of one rule, or of all.</summary>
internal sealed class ComparisonTally(PeopleRoom room)
{
    public SideTally Draft { get; } = new();

    public SideTally InForce { get; } = new();

    public PeopleTally People { get; } = new(room);

    public long New { get; set; }

    public long Lost { get; set; }

    public SideTally Of(bool isDraft) => isDraft ? Draft : InForce;

    public TrialComparison ToComparison() => new()
    {
        Draft = Draft.ToCounts(People.Draft),
        InForce = InForce.ToCounts(People.InForce),
        PeopleNew = People.New,
        PeopleFewer = People.Fewer,
        NotificationsNew = New,
        NotificationsLost = Lost,
    };
}

/// <summary>Counts what one side did.</summary>
internal sealed class SideTally
{
    public long Events { get; set; }

    public long Notifications { get; set; }

    public long ViewerFlags { get; set; }

    public long FilterFailures { get; set; }

    public long AsksBackend { get; set; }

    public TrialCounts ToCounts(int people) => new()
    {
        Events = Events,
        People = people,
        Notifications = Notifications,
        ViewerFlags = ViewerFlags,
        FilterFailures = FilterFailures,
        AsksBackend = AsksBackend,
    };
}
