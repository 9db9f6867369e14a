using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Notifications.Events;

namespace Notifications.Rules.Backend;

/// <summary>Writes what an endpoint is asked; <c>docs/backend.md</c> is its contract.</summary>
internal static class EndpointRequest
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(ClaimedCall claimed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("rule", claimed.Call.Rule);
            json.WriteString("ruleVersion", claimed.Call.RuleVersion);
            json.WriteNumber("attempt", claimed.Attempt);
            WriteEvent(json, claimed.Call.Event);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteEvent(Utf8JsonWriter json, Event @event)
    {
        json.WriteStartObject("event");
        json.WriteString("specversion", "1.0");
        json.WriteString("id", @event.Id);
        json.WriteString("source", @event.Source);
        json.WriteString("type", @event.Type);
        json.WriteString("subject", @event.Subject.ToString());
        json.WriteString("time", @event.Time);
        json.WriteString("site", @event.Site);
        json.WriteBoolean("selfGenerated", @event.SelfGenerated);
        if (@event.Actor is { } actor)
            WriteActor(json, actor);
        json.WritePropertyName("data");
        json.WriteRawValue(@event.Data);
        json.WriteEndObject();
    }

    private static void WriteActor(Utf8JsonWriter json, Actor actor)
    {
        json.WriteStartObject("actor");
        foreach (var (name, value) in ((string, string?)[])
            [("id", actor.Id), ("displayName", actor.DisplayName), ("accountId", actor.AccountId), ("name", actor.Name), ("key", actor.Key)])
        {
            if (value is not null)
                json.WriteString(name, value);
        }

        json.WriteEndObject();
    }
}
