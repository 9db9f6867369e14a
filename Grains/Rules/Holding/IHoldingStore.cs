using Notifications.Subjects;

namespace Notifications.Rules.Holding;

/// <summary>Keeps what subjects hold back. What is lost of it is made again from the event log.</summary>
public interface IHoldingStore
{
    /// <summary>What a subject held back when that was last written; <see langword="null"/> where it never was.</summary>
    Task<HoldingSnapshot?> LoadAsync(string site, Subject subject);

    /// <summary>Writes snapshots; one that is older than what the store has changes nothing.</summary>
    Task SaveAsync(IReadOnlyList<HoldingSnapshot> snapshots);

    /// <summary>Subjects that had a digest due at a moment, the longest overdue first.</summary>
    /// <param name="due">The moment.</param>
    /// <param name="limit">The most subjects.</param>
    Task<IReadOnlyList<(string Site, Subject Subject)>> ReadDueAsync(DateTimeOffset due, int limit);

    /// <summary>Subjects of a site that hold something for a digest, in the order of their names.</summary>
    /// <param name="site">The site.</param>
    /// <param name="after">Only those whose name comes after this.</param>
    /// <param name="limit">The most subjects.</param>
    Task<IReadOnlyList<HoldingSnapshot>> ReadHoldingAsync(string site, string after, int limit);

    /// <summary>Forgets subjects that hold nothing and have not been written since.</summary>
    Task ForgetAsync(DateTimeOffset writtenBefore);
}

/// <summary>What a subject holds back, as of a sequence of its log.</summary>
/// <param name="Site">The subject's site.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Sequence">The newest event that is accounted for.</param>
/// <param name="Due">When the next digest is due; <see langword="null"/> where nothing is held.</param>
/// <param name="State">Writes the state; called once, and from any thread.</param>
public sealed record HoldingSnapshot(string Site, Subject Subject, long Sequence, DateTimeOffset? Due, Func<byte[]> State);
