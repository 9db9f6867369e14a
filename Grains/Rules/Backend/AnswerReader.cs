using System.Text.Json;
using Notifications.Rules.Loading;
using Notifications.Rules.Notifying;

namespace Notifications.Rules.Backend;

/// <summary>
/// Reads an endpoint's answer. Its notifications have the shape of a rule's <c>notify</c> and are read by the same code, with
/// the difference that texts hold no templates.
/// </summary>
internal static class AnswerReader
{
    private const int MaxReported = 5;

    /// <exception cref="BackendFailedException">The answer is not what it should be; the message says where.</exception>
    /// <exception cref="RetryLaterException">The answer asks for a later try.</exception>
    public static BackendVerdict Read(ReadOnlySpan<byte> body)
    {
        var reading = new AnswerReading();
        var verdict = ReadRoot(reading, body);
        if (reading.Errors.Count == 0)
            return verdict;
        var errors = string.Join(" ", reading.Errors.Take(MaxReported));
        throw new BackendFailedException($"The answer is refused: {errors}");
    }

    /// <summary>The <c>retryAfter</c> of an answer that is a failure anyway, where it has one.</summary>
    public static TimeSpan? RetryAfter(ReadOnlySpan<byte> body)
    {
        try
        {
            Read(body);
        }
        catch (RetryLaterException later)
        {
            return later.After;
        }
        catch (BackendFailedException)
        {
            // Whatever else the service says with its failure need not be ours to read.
        }

        return null;
    }

    private static BackendVerdict ReadRoot(AnswerReading reading, ReadOnlySpan<byte> body)
    {
        YamlNode root;
        try
        {
            root = JsonNodes.Read(body, reading.Report);
        }
        catch (JsonException problem)
        {
            reading.Report((int)(problem.LineNumber ?? 0) + 1, (int)(problem.BytePositionInLine ?? 0) + 1, "This is not JSON.");
            return BackendVerdict.None;
        }

        if (MapReading.Begin(reading, root, "The answer") is not { } map)
            return BackendVerdict.None;
        var later = map.Number("retryAfter");
        map.Ignore("retryReason");
        var notify = map.Boolean("notify") ?? false;
        var notices = map.Any("notifications") is { } list ? ReadNotices(reading, list) : [];
        map.End();
        return later is { } seconds && reading.Errors.Count == 0
            ? throw new RetryLaterException(TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 1_000_000)))
            : new BackendVerdict(notices, notify);
    }

    private static List<Notice> ReadNotices(AnswerReading reading, YamlNode node)
    {
        var notices = new List<Notice>();
        if (node is not YamlList list)
        {
            reading.Report(node, $"'notifications' must be a list but is {node.Kind}.");
            return notices;
        }

        if (list.Items.Count > BackendVerdict.MaxNotices)
            reading.Report(list.Items[BackendVerdict.MaxNotices], $"An answer has at most {BackendVerdict.MaxNotices} notifications.");
        foreach (var item in list.Items)
        {
            if (NoticeReader.Read(reading, item, "A notification") is { } notice)
                notices.Add(notice);
        }

        return notices;
    }
}
