using Microsoft.AspNetCore.Mvc;
using Notifications.Live;
using Notifications.Users.Inbox;

namespace Notifications.Inbox;

/// <summary>The fields of <see cref="ListRequest"/> as the parameters of an address.</summary>
internal sealed record InboxParameters(
    [property: FromQuery(Name = "view")] string? View,
    [property: FromQuery(Name = "source")] string? Source,
    [property: FromQuery(Name = "subject")] string? Subject,
    [property: FromQuery(Name = "reason")] string? Reason,
    [property: FromQuery(Name = "type")] string? Type,
    [property: FromQuery(Name = "rule")] string? Rule,
    [property: FromQuery(Name = "cursor")] string? Cursor,
    [property: FromQuery(Name = "limit")] string? Limit,
    [property: FromQuery(Name = "locales")] string? Locales)
{
    public ListRequest ToRequest() => new()
    {
        View = View,
        Source = Source,
        Subject = Subject,
        Reason = Reason,
        Type = Type,
        Rule = Rule,
        Cursor = Cursor,
        Limit = Fields.Number(Limit, 1, InboxQuery.MaxLimit, "$.limit"),
    };

    public PreferredLocales ToLocales() => PreferredLocales.Of(Locales?.Split(','));
}
