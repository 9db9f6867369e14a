using System.Buffers;
using Notifications.Events;
using Notifications.Subjects;

namespace Notifications.Sources;

/// <summary>Makes sources of their configuration, or says in one line each what is wrong with it.</summary>
internal static class SourceReading
{
    /// <summary>One to sign with and one that is on its way out.</summary>
    public const int MaxSecrets = 2;

    /// <summary>Shorter ones can be guessed.</summary>
    public const int MinSecretLength = 8;

    private const int MaxNameLength = 40;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static (IReadOnlyList<Source> Sources, IReadOnlyList<string> Faults) Read(SourcesOptions options)
    {
        var sources = new List<Source>();
        var faults = new List<string>();
        foreach (var (name, given) in options.Sources)
        {
            // Configuration can say null for anything.
            var source = given ?? new SourceOptions();
            source.Secrets ??= [];
            var before = faults.Count;
            var kind = KindOf(source.Kind);
            faults.AddRange(FaultsOf(name, source, kind));
            if (faults.Count == before)
                sources.Add(Make(name, source, kind!.Value));
        }

        return (sources, faults);
    }

    private static IEnumerable<string> FaultsOf(string name, SourceOptions source, SourceKind? kind)
    {
        var place = $"Sources:{name}";
        if (!IsName(name))
            yield return $"{place}: the name of a source is made of a-z, 0-9 and '-', at most {MaxNameLength} characters.";
        if (name == Event.OwnSource)
            yield return $"{place}: '{name}' is the name under which the product records its own events. Choose another.";
        if (kind is null)
            yield return $"{place}:Kind: '{source.Kind}' is not known; it is one of jira, confluence, cloudevents.";
        if (source.Site is null || !SiteName.IsValid(source.Site))
            yield return $"{place}:Site: '{source.Site}' is not a site's name, which is made of a-z, 0-9 and '-', at most {SiteName.MaxLength} characters.";
        if (source.Secrets.Count > MaxSecrets)
            yield return $"{place}:Secrets: there are {source.Secrets.Count}; at most {MaxSecrets} are valid at a time.";
        for (var i = 0; i < source.Secrets.Count; i++)
        {
            if (source.Secrets[i] is not { Length: >= MinSecretLength })
                yield return $"{place}:Secrets:{i}: a secret has at least {MinSecretLength} characters.";
            else if (kind is SourceKind.CloudEvents && !Webhooks.Signatures.StandardWebhooks.IsKey(source.Secrets[i]))
                yield return $"{place}:Secrets:{i}: what follows 'whsec_' is not base64.";
        }

        if (!string.IsNullOrEmpty(source.BaseUrl) && UrlOf(source.BaseUrl) is null)
            yield return $"{place}:BaseUrl: '{source.BaseUrl}' is not an http or https address.";
    }

    private static Source Make(string name, SourceOptions source, SourceKind kind) => new()
    {
        Name = name,
        Kind = kind,
        Site = source.Site,
        Secrets = [.. source.Secrets],
        BaseUrl = UrlOf(source.BaseUrl),
        AppAccount = string.IsNullOrWhiteSpace(source.AppAccount) ? null : source.AppAccount.Trim(),
    };

    private static SourceKind? KindOf(string? text) => text?.ToUpperInvariant() switch
    {
        "JIRA" => SourceKind.Jira,
        "CONFLUENCE" => SourceKind.Confluence,
        "CLOUDEVENTS" => SourceKind.CloudEvents,
        _ => null,
    };

    private static Uri? UrlOf(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? url
            : null;

    private static bool IsName(string? text) =>
        text is { Length: > 0 and <= MaxNameLength } && !text.AsSpan().ContainsAnyExcept(NameCharacters);
}
