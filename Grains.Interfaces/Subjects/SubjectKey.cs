namespace Notifications.Subjects;

/// <summary>Writes and reads the key of an event grain, <c>site|source:kind:id</c>, and finds the grain of a subject.</summary>
public static class SubjectKey
{
    /// <summary>The grain key of a subject of a site.</summary>
    public static string Of(string site, Subject subject) => $"{site}|{subject}";

    /// <summary>Takes a grain key apart.</summary>
    /// <exception cref="FormatException">The key was not made by <see cref="Of"/>.</exception>
    public static (string Site, Subject Subject) Read(string key)
    {
        var bar = key.IndexOf('|', StringComparison.Ordinal);
        return bar > 0 && Subject.TryParse(key[(bar + 1)..], out var subject)
            ? (key[..bar], subject)
            : throw new FormatException($"'{key}' is not the key of a subject.");
    }

    /// <summary>The event grain of a subject: an issue's, a page's, or that of any other subject.</summary>
    public static IEventGrain GetEventGrain(this IGrainFactory grains, string site, Subject subject)
    {
        var key = Of(site, subject);
        return subject.Kind switch
        {
            "issue" => grains.GetGrain<IIssueGrain>(key),
            "page" or "blogpost" => grains.GetGrain<IPageGrain>(key),
            _ => grains.GetGrain<ISubjectGrain>(key),
        };
    }
}
