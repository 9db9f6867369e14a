using Microsoft.Extensions.Options;
using Notifications.Rules.Loading;
using Notifications.Subjects;

namespace Notifications.Rules.Backend;

/// <summary>Checks the configured endpoints when the process starts.</summary>
internal sealed class EndpointValidation : IValidateOptions<BackendOptions>
{
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, BackendOptions options)
    {
        var problems = options.Endpoints.SelectMany(entry => Problems(entry.Key, entry.Value)).ToArray();
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(string key, EndpointOptions endpoint)
    {
        var at = $"Rules:Endpoints:{key}";
        if (!RuleFile.Key.IsMatch(key))
            yield return $"{at}: an endpoint's key may hold only letters, digits, - and _.";
        if (RefusalOf(endpoint) is { } refusal)
            yield return $"{at}:Url {refusal}";
        if (WebhookSignature.KeyOf(endpoint.Secret) is null)
            yield return $"{at}:Secret must be whsec_ and the base64 of 24 to 64 bytes.";
        if (endpoint.Timeout <= TimeSpan.Zero || endpoint.Timeout > MaxTimeout)
            yield return $"{at}:Timeout must be at most {MaxTimeout}.";
        if (endpoint.Parallelism is < 1 or > 1_000)
            yield return $"{at}:Parallelism must be 1 to 1000.";
        foreach (var site in endpoint.Sites.Where(site => site is null || !SiteName.IsValid(site)))
            yield return $"{at}:Sites: '{site}' is not a site's name, which is made of a-z, 0-9 and '-', at most {SiteName.MaxLength} characters.";
    }

    private static string? RefusalOf(EndpointOptions endpoint)
    {
        if (endpoint.Url is not { IsAbsoluteUri: true } url || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            return "must be an address that begins with https://.";
        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            return "may hold no user name and no #.";
        return url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !endpoint.AllowHttp
            ? "must begin with https://. Set AllowHttp where the network between is trusted."
            : null;
    }
}
