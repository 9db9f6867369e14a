using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Notifications.Events;
using Notifications.Sources;
using Notifications.Webhooks;

namespace Notifications.Tests.Unit.Webhooks;

/// <summary>What the tests of this folder start from.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static readonly Source Jira = new() { Name = "jira", Kind = SourceKind.Jira, Site = "acme", AppAccount = "bot" };
    public static readonly Source Wiki = new() { Name = "wiki", Kind = SourceKind.Confluence, Site = "acme", AppAccount = "bot" };
    public static readonly Source Shop = new() { Name = "shop", Kind = SourceKind.CloudEvents, Site = "acme", AppAccount = "bot" };

    public static Delivery Read(Source source, byte[] body, params (string Name, string Value)[] headers) =>
        new WebhookReader(new FakeTimeProvider(Now)).Read(source, Headers(headers), body);

    public static Delivery Read(Source source, string body, params (string Name, string Value)[] headers) =>
        Read(source, Encoding.UTF8.GetBytes(body), headers);

    public static Event Event(Source source, string body, params (string Name, string Value)[] headers)
    {
        var delivery = Read(source, body, headers);
        Assert.Null(delivery.Refusal);
        return Assert.Single(delivery.Events);
    }

    public static Refusal Refusal(Source source, string body, params (string Name, string Value)[] headers)
    {
        var refusal = Read(source, body, headers).Refusal;
        Assert.NotNull(refusal);
        Assert.NotEmpty(refusal.Reason);
        return refusal;
    }

    public static JsonElement Data(this Event @event) => JsonDocument.Parse(@event.Data).RootElement;

    public static HeaderDictionary Headers(params (string Name, string Value)[] headers)
    {
        var dictionary = new HeaderDictionary();
        foreach (var (name, value) in headers)
            dictionary.Append(name, value);
        return dictionary;
    }
}
