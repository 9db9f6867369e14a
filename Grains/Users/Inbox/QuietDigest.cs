using System.Globalization;
using Notifications.Live;
using Notifications.Rules.Deciding;

namespace Notifications.Users.Inbox;

/// <summary>What is told when a quiet time ends in which something came.</summary>
internal static class QuietDigest
{
    /// <summary>What stands for the rule, which there is none of.</summary>
    public const string Rule = "quiet-hours";

    /// <summary>The digest of a quiet time. Its id follows from the user and the end, so that whoever is told twice shows it once.</summary>
    public static Flag Of(string site, string user, DateTimeOffset until, long count) => new()
    {
        Id = NotificationId.Of(site, user, Rule, until.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
        Rule = Rule,
        Title = count == 1 ? "1 notification while it was quiet" : string.Create(CultureInfo.InvariantCulture, $"{count} notifications while it was quiet"),
        Type = FlagType.Info,
        Time = until,
    };

    /// <summary>The change by which it is told.</summary>
    public static UserChange Change(ToldDigest digest) =>
        new() { Sequence = digest.Sequence, Kind = UserChangeKind.Digest, Digest = digest.Flag };
}
