using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Notifications.Rules.Trials;

namespace Notifications.Commands;

/// <summary>Writes a report for people, or as the JSON that the API gives.</summary>
internal static class TrialText
{
    private const int Examples = 10;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task WriteAsync(TextWriter to, TrialReport report, bool asJson) =>
        to.WriteLineAsync(asJson ? JsonSerializer.Serialize(report, Json) : string.Join(Environment.NewLine, Lines(report)));

    private static IEnumerable<string> Lines(TrialReport report)
    {
        yield return report.Summary;
        yield return "";
        yield return Text($"{report.Events} events of {report.Subjects} subjects, accepted from {report.From:u} to {report.To:u}");
        yield return Text($"{report.All.Draft.Notifications} notifications to people, {report.All.NotificationsNew} new, {report.All.NotificationsLost} fewer");
        yield return Text($"{report.All.Draft.ViewerFlags} events with a flag for whoever looks; {report.All.InForce.ViewerFlags} with what is in force");
        yield return "";
        foreach (var rule in report.Rules.Where(rule => rule.DraftVersion != rule.InForceVersion))
        {
            var state = rule.InForceVersion is null ? "new" : rule.DraftVersion is null ? "gone" : "changed";
            var (draft, inForce) = (rule.Figures.Draft, rule.Figures.InForce);
            yield return Text($"{rule.Key} ({state}): {draft.Events} events match ({inForce.Events} now), {draft.People} people, {rule.Figures.PeopleNew} new, {rule.Figures.PeopleFewer} fewer");
            if (draft.AsksBackend + inForce.AsksBackend > 0)
                yield return Text($"  it asks backend logic for {draft.AsksBackend} events ({inForce.AsksBackend} now)");
            if (rule.Failure is { } failure)
                yield return Text($"  its filter fails for {draft.FilterFailures} events, first for {failure.EventId} of {failure.Source} ({failure.Subject}) at {failure.Line}:{failure.Column}: {failure.Message}");
        }

        foreach (var line in Shown("New", report.New, report.All.NotificationsNew).Concat(Shown("No longer", report.Lost, report.All.NotificationsLost)))
            yield return line;
        yield return "";
        foreach (var line in report.Bounds.Concat(report.Notes))
            yield return line;
    }

    private static IEnumerable<string> Shown(string heading, IReadOnlyList<TrialExample> examples, long count)
    {
        if (count == 0)
            yield break;
        yield return "";
        yield return count > Examples ? Text($"{heading}, the first {Examples} of {count}:") : $"{heading}:";
        foreach (var example in examples.Take(Examples))
            yield return $"  {example.Person} ({string.Join(", ", example.Reasons)}): {example.Title} — {example.Rule}, {example.Subject}, event {example.EventId} of {example.Source}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
