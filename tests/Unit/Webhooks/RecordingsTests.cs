using System.Globalization;
using System.Text;
using Notifications.Events;
using Notifications.Sources;

namespace Notifications.Tests.Unit.Webhooks;

/// <summary>
/// Every body of a folder becomes an event: of <c>NOTIFICATIONS_PAYLOADS</c>, whose files are Confluence's where their
/// path says so and Jira's where it does not, else of our own examples.
/// </summary>
public class RecordingsTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_recording_becomes_an_event()
    {
        var folder = Environment.GetEnvironmentVariable("NOTIFICATIONS_PAYLOADS");
        var recordings = string.IsNullOrEmpty(folder) ? Built() : Recorded(folder);
        output.WriteLine($"{recordings.Count} bodies of {(string.IsNullOrEmpty(folder) ? "our own examples" : folder)}");
        Assert.NotEmpty(recordings);
        foreach (var (name, source, contentType, body) in recordings)
        {
            var delivery = Given.Read(source, body, ("Content-Type", contentType));
            Assert.True(!delivery.IsRefused, $"{name}: {delivery.Refusal}");
            foreach (var found in delivery.Events)
                Check(name, found);
        }
    }

    private void Check(string name, Event found)
    {
        output.WriteLine($"{name} | {found.Type} | {found.Subject} | {found.Actor?.Id} / {found.Actor?.DisplayName} | {found.Id} | {found.Time:O}");
        var data = found.Data();
        Assert.Equal(found.Type, data.GetProperty("eventType").GetString());
        Assert.Equal(found.SelfGenerated, data.GetProperty("selfGenerated").GetBoolean());
        Assert.Equal(found.Source, found.Subject.Source);
        Assert.NotEmpty(found.Id);
        Assert.True(found.Actor is null or { Id.Length: > 0 } or { DisplayName.Length: > 0 }, name);
    }

    private static List<(string Name, Source Source, string ContentType, byte[] Body)> Recorded(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(folder, file), SourceOf(Path.GetRelativePath(folder, file)), "application/json", File.ReadAllBytes(file)))];

    private static Source SourceOf(string file) =>
        file.Contains("confluence", StringComparison.OrdinalIgnoreCase) ? Given.Wiki
        : file.Contains("cloudevents", StringComparison.OrdinalIgnoreCase) ? Given.Shop
        : Given.Jira;

    private static List<(string Name, Source Source, string ContentType, byte[] Body)> Built() =>
        [.. Examples.All
            .Where(example => !example.ContentType.Contains("batch", StringComparison.Ordinal))
            .Select((example, i) => (i.ToString(CultureInfo.InvariantCulture), example.Source, example.ContentType, Encoding.UTF8.GetBytes(example.Body)))];
}
