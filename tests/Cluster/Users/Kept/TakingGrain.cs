using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Users;
using Notifications.Users.Kept;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Notifications.Tests.Cluster.Users.Kept;

/// <summary>Stands for the user context: takes what is delivered, as the test has it, and acknowledges it.</summary>
[ImplicitStreamSubscription(KeptNotification.StreamNamespace)]
[GrainType("user-context")]
internal sealed class TakingGrain(TakenNotifications taken) : Grain, IGrainWithStringKey, IStreamSubscriptionObserver
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        var key = this.GetPrimaryKeyString();
        var observer = new KeptObserver(notifications => taken.TakeAsync(key, notifications), NullLogger.Instance);
        return handleFactory.Create<KeptNotification>().ResumeAsync(observer);
    }
}
