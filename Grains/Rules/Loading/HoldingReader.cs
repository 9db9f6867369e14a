using Notifications.Rules.Notifying;
using Notifications.Rules.Templates;

namespace Notifications.Rules.Loading;

/// <summary>Reads what a rule's <c>notify</c> says of holding back: <c>dedupeKey</c>, <c>throttle</c> and <c>digest</c>.</summary>
internal static class HoldingReader
{
    private const int MaxLimit = 100;

    /// <summary>The keys of <c>notify</c> that hold back.</summary>
    public static readonly IReadOnlyList<string> Keys = ["dedupeKey", "throttle", "digest"];

    public static (TextTemplate? DedupeKey, Throttle? Throttle, Digest? Digest) Read(FileReading file, MapReading notice)
    {
        var dedupeKey = notice.Text("dedupeKey") is { } key ? file.CompileText(key) : null;
        var throttle = notice.Any("throttle") is { } bound ? ReadThrottle(file, bound) : null;
        var digest = notice.Any("digest") is { } together ? ReadDigest(file, together) : null;
        if (notice.Any("throttle") is not null && notice.Any("digest") is { } both)
            file.Report(both, "'digest' and 'throttle' can't be together: a digest tells later what a throttle does not tell at all. Take one of them.");
        return (dedupeKey, throttle, digest);
    }

    private static Throttle? ReadThrottle(FileReading file, YamlNode node)
    {
        if (MapReading.Begin(file, node, "'throttle'") is not { } map)
            return null;
        var limit = map.WholeNumber("limit", 1, MaxLimit);
        var period = map.Duration("period");
        var key = ReadKey(file, map);
        map.End();
        return limit is null || period is null || key is null ? null : new Throttle(limit.Value, period.Value, key);
    }

    private static Digest? ReadDigest(FileReading file, YamlNode node)
    {
        if (MapReading.Begin(file, node, "'digest'") is not { } map)
            return null;
        var window = map.Duration("window");
        var key = ReadKey(file, map);
        var title = LocalisedTextReader.Read(file, map, "title", required: true, RuleVariables.OfDigest);
        var description = LocalisedTextReader.Read(file, map, "description", required: false, RuleVariables.OfDigest);
        map.End();
        return window is null || key is null || title is null ? null : new Digest(window.Value, key, title, description);
    }

    // Without a key there is one for all.
    private static TextTemplate? ReadKey(FileReading file, MapReading map) =>
        map.Text("key") is { } key ? file.CompileText(key) : TextTemplate.Empty;
}
