using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Notifications.Events;
using Notifications.Subjects;
using Notifications.Webhooks;
using Notifications.Webhooks.Json;

namespace Notifications.Rules;

/// <summary>Reads an event that an author of rules makes up.</summary>
internal static class GivenEvent
{
    private static readonly string[] Members = ["id", "type", "subject", "source", "time", "actor", "selfGenerated", "data"];

    private static readonly Subject NoSubject = new("playground", "event", "1");

    public static bool TryRead(
        JsonElement json, string path, string site, DateTimeOffset now,
        [NotNullWhen(true)] out Event? @event, [NotNullWhen(false)] out Refusal? refusal)
    {
        (@event, refusal) = (null, null);
        if (!json.IsObject())
        {
            refusal = Refusal.At(path, $"This is {JsonElementReading.Describe(json)}, not an object.");
            return false;
        }

        var isEnvelope = json.At("data").IsObject() && json.EnumerateObject().All(member => Members.Contains(member.Name, StringComparer.Ordinal));
        var envelope = isEnvelope ? json : default;
        var subject = NoSubject;
        var time = now;
        if (envelope.At("subject").Text() is { } named && !Subject.TryParse(named, out subject))
            refusal = Refusal.At($"{path}.subject", $"'{named}' is not a subject such as jira:issue:ABC-12.");
        else if (envelope.At("time") is { ValueKind: not JsonValueKind.Undefined } written && (written.ValueKind is not JsonValueKind.String || !written.TryGetDateTimeOffset(out time)))
            refusal = Refusal.At($"{path}.time", "This is not a time such as 2026-11-23T08:00:00Z.");
        if (refusal is not null)
            return false;

        @event = new Event
        {
            Site = site,
            Id = envelope.At("id").Text() ?? "1",
            Type = envelope.At("type").Text() ?? "",
            Source = envelope.At("source").Text() ?? "",
            Subject = subject,
            Time = time,
            Actor = envelope.At("actor") is { ValueKind: JsonValueKind.Object } person ? ActorReading.Of(person) : ActorReading.OfId(envelope.At("actor").Text()),
            SelfGenerated = envelope.At("selfGenerated").ValueKind is JsonValueKind.True,
            Data = JsonSerializer.SerializeToUtf8Bytes(isEnvelope ? json.At("data") : json),
        };
        return true;
    }
}
