using Notifications.Subjects;

namespace Notifications.Rules.Filtering;

/// <summary>The project or space in which an event happened, as subjects that a person can mute.</summary>
internal static class EventPlaces
{
    /// <summary>The places of what an event is about; none where neither the event nor the key tells.</summary>
    public static IReadOnlyList<Subject> Of(Subject subject, in EventFacts facts)
    {
        var project = Place(subject, "project", facts.Project ?? (subject.Kind == "issue" ? EventFacts.ProjectOf(subject.Id) : null));
        var space = Place(subject, "space", facts.Space);
        return (project, space) switch
        {
            (null, null) => [],
            ({ } one, null) => [one],
            (null, { } one) => [one],
            ({ } one, { } other) => [one, other],
        };
    }

    /// <summary>The places as they are written where decisions are kept.</summary>
    public static IReadOnlyList<string> Write(IReadOnlyList<Subject> places) => [.. places.Select(place => place.ToString())];

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<Subject> Read(IEnumerable<string> written)
    {
        var places = new List<Subject>();
        foreach (var one in written)
        {
            if (Subject.TryParse(one, out var place) && !places.Contains(place))
                places.Add(place);
        }

        return places;
    }

    private static Subject? Place(Subject subject, string kind, string? key) =>
        key is not null && Subject.TryParse($"{subject.Source}:{kind}:{key}", out var place) && place != subject ? place : null;
}
