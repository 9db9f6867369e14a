using Notifications.Users.Erasing;
using Orleans.Concurrency;

namespace Notifications.Users.Identities;

/// <summary>
/// Who is who in a site: the only writer of its identities. Its key is the site's name. Every silo has a copy to decide by,
/// which is at most a second behind.
/// </summary>
[Alias("notifications.IIdentitiesGrain")]
public interface IIdentitiesGrain : IGrainWithStringKey
{
    /// <summary>The users that tokens are for: for each <c>sub</c> the user id, which is the same where nothing else is known.</summary>
    [Alias("Resolve"), AlwaysInterleave]
    Task<IReadOnlyList<string>> Resolve(IReadOnlyList<string> subs);

    /// <summary>Grows with every change of the site's identities.</summary>
    [Alias("Version"), AlwaysInterleave]
    Task<long> Version();

    /// <summary>The person who has a name; <see langword="null"/> where nobody has.</summary>
    [Alias("Find"), AlwaysInterleave]
    Task<Identity?> Find(Identifier name);

    /// <summary>
    /// Says what the names of a user are, on an operator's word: they are taken from whoever has them. Idempotent.
    /// </summary>
    [Alias("Set")]
    Task<IdentityAnswer> Set(string user, IReadOnlyList<Identifier> names);

    /// <summary>Forgets a person; <see langword="false"/> where there was none. Idempotent.</summary>
    [Alias("Remove")]
    Task<bool> Remove(string user);

    /// <summary>
    /// Begins to erase the person who has a name, or goes on with what was begun: the names, the user id among them, are forgotten and
    /// never learned again. The rest is done by <see cref="IErasureGrain"/>. <see langword="null"/> where nothing at all is known.
    /// Idempotent.
    /// </summary>
    [Alias("Erase")]
    Task<Erasure?> Erase(string name);

    /// <summary>The <see cref="Erasure.Owner"/> of the erased person who had a name; <see langword="null"/> where nobody of this name was erased.</summary>
    [Alias("FindErased"), AlwaysInterleave]
    Task<string?> FindErased(string name);

    /// <summary>Lets the names of an erased person be learned again; <see langword="false"/> where nobody was erased.</summary>
    /// <param name="owner">The <see cref="Erasure.Owner"/>.</param>
    [Alias("Readmit")]
    Task<bool> Readmit(string owner);

    /// <summary>
    /// Takes what events said of persons, each a list of names of one person. Answers the numbers of those that contradict
    /// what is known; nothing is learned of them. Idempotent.
    /// </summary>
    [Alias("Learn")]
    Task<IReadOnlyList<int>> Learn(IReadOnlyList<IReadOnlyList<Identifier>> persons);

    /// <summary>The newest contradictions, newest first, as far back as the grain is active.</summary>
    [Alias("Contradictions"), AlwaysInterleave]
    Task<IReadOnlyList<Contradiction>> Contradictions();
}
