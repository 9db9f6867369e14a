using System.Text;
using CloudNative.CloudEvents;

namespace Notifications.Webhooks.CloudEvents;

/// <summary>
/// CloudEvents calls two events the same whose <c>source</c> and <c>id</c> are; one configured source may pass on several
/// of their sources, so both go into our id.
/// </summary>
internal static class CloudEventIdentity
{
    public static string Of(CloudEvent cloudEvent) =>
        EventId.Bounded($"{cloudEvent.Id}@{EventId.Hash(Encoding.UTF8.GetBytes(cloudEvent.Source!.OriginalString))}");
}
