using Notifications.Live;
using Notifications.Rules.Notifying;

namespace Notifications.Rules.Loading;

/// <summary>Reads a rule's <c>notify</c>.</summary>
internal static class NoticeReader
{
    /// <summary>The most buttons of a notification.</summary>
    public const int MaxActions = 4;

    public static Notice? Read(FileReading file, YamlNode node, string name = "'notify'")
    {
        if (MapReading.Begin(file, node, name) is not { } map)
            return null;

        var to = map.Required("to") is { } found ? RecipientsReader.Read(file, found) : null;
        var show = map.Choice("show", true, ("viewing", true), ("never", false));
        var keep = map.Choice("keep", Keeping.Never, ("never", Keeping.Never), ("always", Keeping.Always), ("whenAway", Keeping.WhenAway));
        var critical = map.Boolean("critical") ?? false;
        var title = LocalisedTextReader.Read(file, map, "title", required: true);
        var description = LocalisedTextReader.Read(file, map, "description");
        var (word, type) = map.Choice("type", ("info", FlagType.Info),
            ("info", ("info", FlagType.Info)), ("success", ("success", FlagType.Success)),
            ("warning", ("warning", FlagType.Warning)), ("error", ("error", FlagType.Error)));
        var bold = map.Choice("appearance", false, ("bold", true), (word, true));
        var autoDismiss = map.Boolean("autoDismiss") ?? (keep == Keeping.Always || type is FlagType.Info or FlagType.Success);
        var actions = map.Any("actions") is { } list ? ReadActions(file, list) : [];
        var (dedupeKey, throttle, digest) = file.MayHoldBack ? HoldingReader.Read(file, map) : default;
        var notice = title is null ? null : new NoticeTexts(title, description, [.. actions.Select(action => action.Text)]).Localise(file, map, new Notice
        {
            To = to ?? new Recipients(Viewers: false, []),
            Show = show,
            Keep = keep,
            Critical = critical,
            Title = NoticeTexts.Later,
            Type = type,
            Bold = bold,
            AutoDismiss = autoDismiss,
            Actions = [.. actions.Select(action => action.Action)],
            DedupeKey = dedupeKey,
            Throttle = throttle,
            Digest = digest,
        });
        map.End();

        if (to is null || notice is null)
            return null;
        if (keep != Keeping.Never && to.Persons.Count == 0)
            file.Report(node, $"'keep: {(keep == Keeping.Always ? "always" : "whenAway")}' needs a person in 'to': who views a page is known only while it is open. Add assignee, reporter, actor or {{ users: […] }}.");
        if (keep == Keeping.WhenAway && !show)
            file.Report(node, "'keep: whenAway' needs 'show: viewing': a flag that is never shown is never acknowledged. Use 'keep: always'.");
        if (keep == Keeping.Never && !show)
            file.Report(node, "This tells nobody: 'show' is never and 'keep' is never. Leave 'notify' out, or change one of them.");
        return notice;
    }

    private static List<(NoticeAction Action, LocalisedText Text)> ReadActions(FileReading file, YamlNode node)
    {
        var actions = new List<(NoticeAction, LocalisedText)>();
        if (node is not YamlList list)
        {
            file.Report(node, $"'actions' must be a list but is {node.Kind}.");
            return actions;
        }

        if (list.Items.Count > MaxActions)
            file.Report(list.Items[MaxActions], $"A notification has at most {MaxActions} actions.");
        foreach (var item in list.Items)
        {
            if (ActionReader.Read(file, item) is { } action)
                actions.Add(action);
        }

        return actions;
    }
}
