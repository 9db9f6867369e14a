using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Users;
using Notifications.Users.Kept;
using Orleans.Streams.Core;

namespace Notifications.Tests.Cluster.Users.Kept;

/// <summary>Stands for the user context: takes what is delivered, as the test has it, and acknowledges it.</summary>
[ImplicitStreamSubscription(KeptNotification.StreamNamespace)]
[GrainType("user-context")]
internal sealed class TakingGrain(TakenNotifications taken) : Grain, IGrainWithStringKey, IStreamSubscriptionObserver
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<KeptNotification>()
        .ResumeAsync(new KeptObserver(items => taken.TakeAsync(this.GetPrimaryKeyString(), items), TimeProvider.System, NullLogger.Instance));
}
