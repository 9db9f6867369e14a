using System.Text.Json;
using Notifications.Sources;

namespace Notifications.Webhooks;

/// <summary>A verified delivery, parsed.</summary>
internal sealed record Hook(
    Source Source, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body, JsonElement Root, DateTimeOffset Received);
