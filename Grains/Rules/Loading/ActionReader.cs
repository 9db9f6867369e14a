using Notifications.Live;
using Notifications.Rules.Notifying;
using Notifications.Rules.Templates;

namespace Notifications.Rules.Loading;

/// <summary>Reads a button: its text, and one of the things that a button does.</summary>
internal static class ActionReader
{
    private static readonly string[] Kinds = ["navigate", "open", "refresh", "call", "event"];

    public static (NoticeAction Action, LocalisedText Text)? Read(FileReading file, YamlNode node)
    {
        if (MapReading.Begin(file, node, "An action") is not { } map)
            return null;

        var text = LocalisedTextReader.Read(file, map, "text", required: true);
        var kinds = Kinds.Where(kind => map.Any(kind) is not null).ToArray();
        map.End();
        if (kinds.Length != 1)
        {
            file.Report(node, $"An action needs exactly one of {string.Join(", ", Kinds)} but has {kinds.Length}.");
            return null;
        }

        var action = ReadKind(file, map, kinds[0]);
        return text is null || action is null ? null : (action, text);
    }

    private static NoticeAction? ReadKind(FileReading file, MapReading map, string kind) => kind switch
    {
        "navigate" => OfLink(FlagActionKind.Navigate, ReadLink(file, map.Text("navigate"))),
        "open" => OfLink(FlagActionKind.Open, ReadLink(file, map.Text("open"))),
        "refresh" => ReadRefresh(file, map),
        "call" => ReadCall(file, map.Any("call")!),
        _ => ReadEvent(file, map.Any("event")!),
    };

    private static NoticeAction? OfLink(FlagActionKind kind, TextTemplate? url) =>
        url is null ? null : new NoticeAction { Kind = kind, Text = NoticeTexts.Later, Url = url };

    private static NoticeAction? ReadRefresh(FileReading file, MapReading map)
    {
        if (map.Boolean("refresh") is not false)
            return new NoticeAction { Kind = FlagActionKind.Refresh, Text = NoticeTexts.Later };
        file.Report(map.Any("refresh")!, "'refresh' can only be true. Leave the action out.");
        return null;
    }

    private static NoticeAction? ReadCall(FileReading file, YamlNode node)
    {
        if (MapReading.Begin(file, node, "'call'") is not { } map)
            return null;
        var method = map.Choice("method", "POST", ("POST", "POST"), ("PUT", "PUT"), ("PATCH", "PATCH"), ("DELETE", "DELETE"));
        var url = ReadLink(file, map.Text("url", required: true));
        var body = map.Any("body") is { } json ? JsonTemplateReader.Read(file, json) : null;
        map.End();
        return url is null ? null : new NoticeAction
        {
            Kind = FlagActionKind.Call,
            Text = NoticeTexts.Later,
            Url = url,
            Method = method,
            Body = body,
        };
    }

    private static NoticeAction? ReadEvent(FileReading file, YamlNode node)
    {
        if (MapReading.Begin(file, node, "'event'") is not { } map)
            return null;
        var name = map.Text("name", required: true);
        var payload = map.Any("payload") is { } json ? JsonTemplateReader.Read(file, json) : null;
        map.End();
        return name is null ? null : new NoticeAction
        {
            Kind = FlagActionKind.Event,
            Text = NoticeTexts.Later,
            EventName = name.Value,
            Body = payload,
        };
    }

    private static TextTemplate? ReadLink(FileReading file, YamlScalar? scalar)
    {
        if (scalar is null || file.CompileText(scalar) is not { } link)
            return null;
        var refusal = link.IsConstant ? SafeLink.Refusal(link.Prefix) : SafeLink.RefusalOfPrefix(link.Prefix);
        if (refusal is not null)
            file.Report(scalar, refusal);
        return link;
    }
}
