using Notifications.DeadLetters;
using Notifications.Users.Identities;

namespace Notifications.Users.Erasing;

/// <summary>Does what is left of an erasing, step by step; each may be done again.</summary>
[GrainType("erasure")]
internal sealed class ErasureGrain(IErasureStore store, TimeProvider time) : Grain, IErasureGrain
{
    // Shorter than a call of a grain may take, with the last step of it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<Erasure?> Continue()
    {
        var (site, owner) = UserKey.Read(this.GetPrimaryKeyString());
        var erasure = await store.FindAsync(site, owner);
        if (erasure?.User is not { } user)
            return erasure;
        var began = time.GetTimestamp();
        // As long as the names are known, live flags are addressed to the person.
        erasure = await GrainFactory.GetGrain<IIdentitiesGrain>(site).Erase(user) ?? erasure;
        foreach (var one in erasure.Users)
        {
            while (!await GrainFactory.GetGrain<IUserContextGrain>(UserKey.Of(site, one)).Erase())
            {
                if (time.GetElapsedTime(began) > Patience)
                    return erasure;
            }
        }

        // What could not be delivered until now is here, and nothing comes after it.
        foreach (var one in erasure.Users)
            await GrainFactory.GetGrain<IDeadLettersGrain>(site).DiscardOf(one);
        return await store.EndAsync(site, owner, time.GetUtcNow());
    }

    public async Task<Readmission> Readmit()
    {
        // What is counted from then on must not be what there was before.
        if (await Continue() is { Done: null })
            return Readmission.TooEarly;
        var (site, owner) = UserKey.Read(this.GetPrimaryKeyString());
        return await GrainFactory.GetGrain<IIdentitiesGrain>(site).Readmit(owner) ? Readmission.Done : Readmission.Unknown;
    }
}
