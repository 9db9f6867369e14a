using Orleans.Concurrency;

namespace Notifications.Rules;

/// <summary>
/// The rules of one site, and the only writer of those that are written by API. Its key is the site's name. Each change is
/// idempotent: one that is repeated because its answer was lost makes no second version.
/// </summary>
[Alias("notifications.IRulesGrain")]
public interface IRulesGrain : IGrainWithStringKey
{
    /// <summary>What is in force.</summary>
    [Alias("List"), AlwaysInterleave]
    Task<RuleOverview> List();

    /// <summary>One rule, in force or not; <see langword="null"/> where neither a file nor the API states it.</summary>
    [Alias("Find"), AlwaysInterleave]
    Task<RuleInForce?> Find(string key);

    /// <summary>The newest version of a rule, or a certain one; <see langword="null"/> where there is none.</summary>
    [Alias("Read"), AlwaysInterleave]
    Task<RuleVersion?> Read(string key, long? version);

    /// <summary>
    /// The versions of a rule without their texts, newest first, at most <see cref="RuleLimits.MaxListedVersions"/>: those
    /// before a version, or the newest.
    /// </summary>
    [Alias("ListVersions"), AlwaysInterleave]
    Task<IReadOnlyList<RuleVersion>> ListVersions(string key, long? before);

    /// <summary>Puts a text in force as the next version of its rule, once it is without errors.</summary>
    [Alias("Put")]
    Task<RuleWritten> Put(string key, string text, RuleWriting writing);

    /// <summary>Puts the text of an earlier version in force, as a new version.</summary>
    [Alias("RollBack")]
    Task<RuleWritten> RollBack(string key, long version, RuleWriting writing);

    /// <summary>Takes a rule out of force; its versions stay.</summary>
    [Alias("Delete")]
    Task<RuleWritten> Delete(string key, RuleWriting writing);
}
