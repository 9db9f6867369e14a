using Notifications.Events;
using Notifications.Storage.Events;
using Notifications.Tests.Unit.Webhooks;

namespace Notifications.Tests.Unit.Storage;

/// <summary>Texts that not every database can hold are refused where a hook is read, or stored and read as they were.</summary>
public abstract class TextsOfEvents(StoreOn on) : StoreSuite(on)
{
    private SqlEventLog Log => field ??= new(Database, Writes, TimeProvider.System);

    [Theory]
    [InlineData(@"\u0000")]
    [InlineData(@"a\u0000b")]
    [InlineData(@"\ufffe\uffff")]
    public async Task A_text_of_any_field_is_stored_as_it_came_or_refused(string text)
    {
        var stored = 0;
        foreach (var body in Examples.All.SelectMany(example => WithInEach(example.Body, text).Select(body => (example.Source, example.ContentType, Body: body))))
        {
            var delivery = Given.Read(body.Source, body.Body, ("Content-Type", body.ContentType));
            if (delivery.IsRefused)
                Assert.NotEmpty(delivery.Refusal.Reason);
            foreach (var @event in delivery.Events)
            {
                var written = @event with { Id = $"{++stored}" };
                Assert.Equal(Appended.Written, await Log.AppendAsync(written, stored));
                var read = Assert.Single(await Log.ReadAsync(written.Site, written.Subject, [stored])).Event;
                Assert.Equal(written.Data, read.Data);
                // A time is kept to the millisecond.
                Assert.Equal(written with { Data = read.Data, Time = read.Time }, read);
            }
        }

        Assert.True(stored > 50, $"{stored} were stored.");
    }

    [Theory]
    [InlineData(@"\ud800")]
    [InlineData(@"a\udc00b")]
    public void Half_a_surrogate_pair_is_refused_wherever_it_is(string text) =>
        Assert.All(
            Examples.All.SelectMany(example => WithInEach(example.Body, text).Select(body => (example.Source, example.ContentType, Body: body))),
            body => Assert.Contains("surrogate", Given.Read(body.Source, body.Body, ("Content-Type", body.ContentType)).Refusal!.Reason, StringComparison.Ordinal));

    // At the beginning of each value that is a text.
    private static IEnumerable<string> WithInEach(string json, string text) =>
        Enumerable.Range(2, json.Length - 2).Where(i => json[i - 1] == '"' && json[i - 2] is (':' or '[')).Select(i => json.Insert(i, text));
}

public sealed class TextsOfEventsOnSqlite() : TextsOfEvents(StoreOn.Sqlite);

public sealed class TextsOfEventsOnPostgres() : TextsOfEvents(StoreOn.Postgres);
