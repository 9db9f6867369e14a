using Notifications.Events;

namespace Notifications.Rules.Deciding;

/// <summary>How expressions and texts call whoever caused an event.</summary>
internal static class ActorName
{
    private const string Somebody = "Someone";

    public static string Of(Actor? actor) =>
        !string.IsNullOrWhiteSpace(actor?.DisplayName) ? actor.DisplayName : actor?.Id ?? Somebody;
}
