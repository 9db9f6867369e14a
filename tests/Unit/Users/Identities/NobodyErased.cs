using Notifications.Users.Erasing;
using Notifications.Users.Identities;

namespace Notifications.Tests.Unit.Users.Identities;

/// <summary>Nobody was ever erased.</summary>
internal sealed class NobodyErased : IErasureStore
{
    public static ErasedPersons Of(IdentityDirectory directory) => new(new NobodyErased(), directory);

    public Task AddAsync(string site, IReadOnlyList<ErasedName> names) => throw new NotSupportedException();

    public Task<bool> LiftAsync(string site, string hash) => throw new NotSupportedException();

    public Task<Erasures?> ReadAsync(long since) => Task.FromResult<Erasures?>(null);
}
