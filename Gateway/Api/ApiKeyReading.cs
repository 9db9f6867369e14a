using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Notifications.Subjects;

namespace Notifications.Api;

/// <summary>Makes API keys of their configuration, or says in one line each what is wrong with it.</summary>
internal static class ApiKeyReading
{
    /// <summary>One in use and one that is on its way out.</summary>
    public const int MaxSecrets = 2;

    /// <summary>Shorter ones can be guessed.</summary>
    public const int MinSecretLength = 16;

    private const int MaxNameLength = 40;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static (IReadOnlyList<ApiKey> Keys, IReadOnlyList<string> Faults) Read(ApiKeysOptions options)
    {
        var keys = new List<ApiKey>();
        var faults = new List<string>();
        foreach (var (name, given) in options.ApiKeys)
        {
            // Configuration can say null for anything.
            var key = given ?? new ApiKeyOptions();
            key.Secrets ??= [];
            key.SecretHashes ??= [];
            key.Roles ??= [];
            var before = faults.Count;
            faults.AddRange(FaultsOf(name, key));
            if (faults.Count == before)
                keys.Add(Make(name, key));
        }

        faults.AddRange(SharedSecrets(keys));
        return (keys, faults);
    }

    /// <summary>What is compared: the hash of a secret says nothing of how much of it was right.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static IEnumerable<string> FaultsOf(string name, ApiKeyOptions key)
    {
        var place = $"ApiKeys:{name}";
        if (name is not { Length: > 0 and <= MaxNameLength } || name.AsSpan().ContainsAnyExcept(NameCharacters))
            yield return $"{place}: the name of an API key is made of a-z, 0-9 and '-', at most {MaxNameLength} characters.";
        if (key.Site is null || !SiteName.IsValid(key.Site))
            yield return $"{place}:Site: '{key.Site}' is not a site's name, which is made of a-z, 0-9 and '-', at most {SiteName.MaxLength} characters.";
        var secrets = key.Secrets.Count + key.SecretHashes.Count;
        if (secrets is 0 or > MaxSecrets)
            yield return $"{place}: there are {secrets} secrets; an API key has one, or {MaxSecrets} while it is rotated, as Secrets or SecretHashes.";
        for (var i = 0; i < key.Secrets.Count; i++)
        {
            if (key.Secrets[i] is not { Length: >= MinSecretLength })
                yield return $"{place}:Secrets:{i}: a secret has at least {MinSecretLength} characters.";
        }

        for (var i = 0; i < key.SecretHashes.Count; i++)
        {
            if (!IsHash(key.SecretHashes[i]))
                yield return $"{place}:SecretHashes:{i}: a hash is SHA-256 in 64 hexadecimal digits.";
        }

        if (key.Roles.Count == 0)
            yield return $"{place}:Roles: name what the key may do: {string.Join(", ", ApiRoles.All)}.";
        foreach (var role in key.Roles.Where(role => !ApiRoles.All.Contains(role, StringComparer.Ordinal)))
            yield return $"{place}:Roles: '{role}' is not known; it is one of {string.Join(", ", ApiRoles.All)}.";
    }

    private static IEnumerable<string> SharedSecrets(IEnumerable<ApiKey> keys) => keys
        .SelectMany(key => key.SecretHashes, (key, hash) => (key.Name, Hash: Convert.ToHexStringLower(hash)))
        .GroupBy(secret => secret.Hash, secret => secret.Name, StringComparer.Ordinal)
        .Where(shared => shared.Count() > 1)
        .Select(shared => $"ApiKeys:{shared.Last()}: '{shared.First()}' has the same secret; each key needs its own.");

    private static ApiKey Make(string name, ApiKeyOptions key) => new()
    {
        Name = name,
        Site = key.Site,
        Roles = [.. key.Roles],
        SecretHashes = [.. key.Secrets.Select(Hash), .. key.SecretHashes.Select(Convert.FromHexString)],
    };

    private static bool IsHash(string? text) => text is { Length: 2 * SHA256.HashSizeInBytes } && text.All(char.IsAsciiHexDigit);
}
