namespace Notifications.Inbox;

/// <summary>A call is refused for what it says.</summary>
/// <param name="code">The name of the refusal that the wire contract gives.</param>
/// <param name="message">What to do.</param>
/// <param name="place">Which field is to blame, such as <c>$.view</c>; <see langword="null"/> where it is none.</param>
internal sealed class RefusedException(string code, string message, string? place = null) : Exception(message)
{
    public string Code => code;

    public string? Place => place;

    /// <summary>A field is missing or is not what it should be.</summary>
    public static RefusedException At(string place, string message) => new(Tokens.Refusals.RequestMalformed, message, place);
}
