using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Notifications.Cluster;
using Notifications.DeadLetters;
using Notifications.Users.Identities;

namespace Notifications.Users;

/// <summary>Writes all that is kept of a person as one JSON object, page by page, however much it is.</summary>
internal sealed class PersonExport(
    Persons persons, IdentityGrains identities, DeadLetterGrains letters, IOptions<JsonOptions> options, TimeProvider time)
{
    private const int Page = 100;

    /// <summary>Reads the first of everything, and answers with what writes it: what fails before that can still be said.</summary>
    public async Task<Func<Stream, Task>> OpenAsync(string site, string user, CancellationToken cancellationToken)
    {
        var identity = await identities.FindAsync(site, new Identifier(IdentifierKind.Sub, user));
        var preferences = await persons.PreferencesAsync(site, user, cancellationToken);
        var quiet = await persons.QuietAsync(site, user, cancellationToken);
        var first = await persons.InboxAsync(site, user, before: null, Page, cancellationToken);
        return body => WriteAsync(body);

        async Task WriteAsync(Stream body)
        {
            var json = options.Value.SerializerOptions;
            // Serializing flushes the writer, which must not block on the connection.
            var pipe = PipeWriter.Create(body, new StreamPipeWriterOptions(leaveOpen: true));
            await using var writer = new Utf8JsonWriter(pipe);
            writer.WriteStartObject();
            writer.WriteString("site", site);
            writer.WriteString("user", user);
            writer.WriteString("exported", time.GetUtcNow());
            Write("identifiers", identity is null ? [] : IdentityView.Of(identity).Identifiers);
            Write("preferences", preferences);
            Write("counts", first.Counts);
            Write("quiet", quiet);
            writer.WriteStartArray("inbox");
            for (var page = first; ; page = await persons.InboxAsync(site, user, page.Next, Page, cancellationToken))
            {
                await WriteAllAsync(page.Items);
                if (page.Next is null)
                    break;
            }

            writer.WriteEndArray();
            writer.WriteStartArray("waiting");
            for (long? after = 0; after is not null;)
            {
                var page = await persons.WaitingAsync(site, user, after.Value, cancellationToken);
                await WriteAllAsync(page.Items);
                after = page.Next;
            }

            writer.WriteEndArray();
            writer.WriteStartArray("held");
            for (var after = ""; after is not null;)
            {
                var page = await persons.HeldAsync(site, user, after, cancellationToken);
                await WriteAllAsync(page.Items);
                after = page.Next;
            }

            writer.WriteEndArray();
            writer.WriteStartArray("deadLetters");
            await foreach (var letter in LettersAsync())
            {
                JsonSerializer.Serialize(writer, DeadLetterView.Of(letter), json);
                await FlushAsync();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            await FlushAsync();

            async Task FlushAsync()
            {
                await writer.FlushAsync(cancellationToken);
                await pipe.FlushAsync(cancellationToken);
            }

            async Task WriteAllAsync<T>(IReadOnlyList<T> items)
            {
                foreach (var item in items)
                    JsonSerializer.Serialize(writer, item, json);
                await FlushAsync();
            }

            void Write<T>(string name, T value)
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, value, json);
            }
        }

        async IAsyncEnumerable<DeadLetter> LettersAsync()
        {
            DeadLetterPlace? after = null;
            do
            {
                var page = await letters.ListAsync(site, new DeadLetterQuery { User = user, After = after, Limit = Page }, cancellationToken);
                foreach (var letter in page)
                {
                    // The list is without bodies; one that is gone since then is left out.
                    if (await letters.FindAsync(site, letter.Id, cancellationToken) is { } whole)
                        yield return whole;
                }

                after = page.Count == Page ? new DeadLetterPlace(page[^1].At, page[^1].Id) : null;
            }
            while (after is not null);
        }
    }
}
