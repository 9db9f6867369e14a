using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Notifications.Tests.Product;

namespace Notifications.Tests.Load.Stores;

/// <summary>Signed hooks as the bytes of whole requests, made before the load begins.</summary>
internal static class HookRequest
{
    private static readonly string[] Roles = ["assignee", "reporter", "creator"];

    /// <summary>A status change whose number stands in its text, for up to three people.</summary>
    public static byte[] Of(Uri address, int number, string key, params ReadOnlySpan<string> people)
    {
        var body = Hook.StatusChanged(key, $"{RawSession.Mark}{number.ToString(CultureInfo.InvariantCulture)}{RawSession.Mark}", actor: "loader");
        body["changelog"]!["id"] = (1_000_000_000L + number).ToString(CultureInfo.InvariantCulture);
        for (var i = 0; i < people.Length; i++)
            body["issue"]!["fields"]![Roles[i]] = new JsonObject { ["accountId"] = people[i], ["displayName"] = people[i] };
        var bytes = Hook.Bytes(body);
        var head = $"POST /webhooks/jira HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nX-Hub-Signature: {Hook.Signature(GatewayProcess.JiraSecret, bytes)}\r\nContent-Length: {bytes.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. bytes];
    }
}
