using Microsoft.AspNetCore.Mvc;
using Notifications.Inbox;

namespace Notifications.Users.Preferences;

/// <summary>The fields of <see cref="EffectiveRequest"/> as the parameters of an address.</summary>
internal sealed record EffectiveParameters(
    [property: FromQuery(Name = "rule")] string? Rule,
    [property: FromQuery(Name = "source")] string? Source,
    [property: FromQuery(Name = "subject")] string? Subject,
    [property: FromQuery(Name = "place")] string[]? Places,
    [property: FromQuery(Name = "reason")] string[]? Reasons,
    [property: FromQuery(Name = "type")] string? Type,
    [property: FromQuery(Name = "critical")] string? Critical)
{
    public EffectiveRequest ToRequest() => new()
    {
        Rule = Rule,
        Source = Source,
        Subject = Subject,
        Places = Places,
        Reasons = Reasons,
        Type = Type,
        Critical = Critical switch
        {
            null or "false" => false,
            "true" => true,
            _ => throw RefusedException.At("$.critical", "It is true or false."),
        },
    };
}
