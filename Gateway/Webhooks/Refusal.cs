namespace Notifications.Webhooks;

/// <summary>Why a body is not an event, in words for the sender, and where.</summary>
internal sealed record Refusal(string Reason, Place? Place = null)
{
    /// <summary>A field is missing or is not what it should be.</summary>
    public static Refusal At(string path, string reason) => new(reason, new Place(path));

    public override string ToString() => Place is null ? Reason : $"{Place}: {Reason}";
}
