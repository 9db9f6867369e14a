using System.Security.Cryptography;
using System.Text;

namespace Notifications.Api;

/// <summary>
/// Notes who of the operators did what. Logs are kept by others and longer than a person's data: a user is in them as a hash, by which
/// what is about one user can be found by whoever knows the id.
/// </summary>
internal sealed partial class Audit(ILogger<Audit> logger)
{
    private const int HashBytes = 6;

    private readonly ILogger<Audit> _logger = logger;

    /// <summary>What was done with a person's data.</summary>
    public void Person(ApiCaller caller, string what, string user)
    {
        var hash = HashOf(caller.Site, user);
        LogPerson(caller.Name, what, hash, caller.Site);
    }

    /// <summary>What was done with a dead letter, and how it ended.</summary>
    public void Letter(ApiCaller caller, string what, string id, string outcome) => LogLetter(caller.Name, what, id, caller.Site, outcome);

    /// <summary>A user as logs have him: the first twelve hexadecimal digits of SHA-256 of the site, a line break and the user id.</summary>
    public static string HashOf(string site, string user) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{site}\n{user}")).AsSpan(0, HashBytes));
}
