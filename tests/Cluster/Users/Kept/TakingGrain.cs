using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Users;
using Notifications.Users.Kept;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Notifications.Tests.Cluster.Users.Kept;

/// <summary>Stands for the user context: takes what is delivered, as the test has it, and acknowledges it.</summary>
[ImplicitStreamSubscription(KeptNotification.StreamNamespace)]
[GrainType("user-context")]
internal sealed class TakingGrain(TakenNotifications taken)
    : Grain, IGrainWithStringKey, IStreamSubscriptionObserver, IAsyncBatchObserver<KeptNotification>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<KeptNotification>().ResumeAsync(new KeptObserver(this, NullLogger.Instance));

    public Task OnNextAsync(IList<SequentialItem<KeptNotification>> items) =>
        taken.TakeAsync(this.GetPrimaryKeyString(), [.. items.Select(item => item.Item)]);

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
