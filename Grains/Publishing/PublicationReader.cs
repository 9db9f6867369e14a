using System.Text.Json;
using Notifications.Rules.Backend;
using Notifications.Rules.Loading;
using Notifications.Rules.Notifying;
using Notifications.Subjects;

namespace Notifications.Publishing;

/// <summary>Reads what is posted: a subject, and a notification in the shape of a rule's <c>notify</c> without templates.</summary>
internal static class PublicationReader
{
    /// <summary>The notification, or the errors for which there is none.</summary>
    public static (Subject Subject, Notice? Notice, IReadOnlyList<string> Errors) Read(byte[] json)
    {
        var reading = new AnswerReading("body");
        Subject subject = default;
        Notice? notice = null;
        try
        {
            if (MapReading.Begin(reading, JsonNodes.Read(json, reading.Report), "The body") is { } map)
            {
                if (map.Text("subject", required: true) is { } written && !Subject.TryParse(written.Value, out subject))
                    reading.Report(written, $"'{written.Value}' is no subject. Write source:kind:id, such as jira:issue:ABC-12.");
                if (map.Required("notification") is { } node)
                    notice = ReadNotification(reading, node);
                map.End();
            }
        }
        catch (JsonException problem)
        {
            reading.Report((int)(problem.LineNumber ?? 0) + 1, (int)(problem.BytePositionInLine ?? 0) + 1, "This is not JSON.");
        }

        return reading.Errors.Count == 0 ? (subject, notice, []) : (subject, null, [.. reading.Errors.Select(error => error.ToString())]);
    }

    private static Notice? ReadNotification(AnswerReading reading, YamlNode node)
    {
        var notice = NoticeReader.Read(reading, node, "'notification'");
        foreach (var role in notice?.To.Persons.OfType<RoleAddressee>() ?? [])
            reading.Report(node, $"'{role.Reason}' is somebody in an event, and there is none. Name viewers, users or groups.");
        return notice;
    }
}
