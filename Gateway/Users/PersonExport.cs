using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Notifications.Cluster;
using Notifications.DeadLetters;
using Notifications.Inbox;
using Notifications.Live;
using Notifications.Users.Identities;
using Notifications.Users.Preferences;

namespace Notifications.Users;

/// <summary>
/// Writes all that is kept of a person as one JSON object, page by page, however much it is. What was kept under another of the names,
/// before it was known as the person's, is there too.
/// </summary>
internal sealed class PersonExport(
    InboxCalls inboxes, Persons persons, IdentityGrains identities, DeadLetterGrains letters, IOptions<JsonOptions> options, TimeProvider time)
{
    private const int Page = 100;

    /// <summary>Reads the first of everything, and answers with what writes it: what fails before that can still be said.</summary>
    public async Task<Func<Stream, Task>> OpenAsync(string site, string user, CancellationToken cancellationToken)
    {
        var identity = await identities.FindAsync(site, new Identifier(IdentifierKind.Sub, user));
        var names = (identity?.Names ?? []).Select(name => name.Identifier.Value).Where(name => name != user).Distinct(StringComparer.Ordinal).ToArray();
        var own = await ReadAsync(site, user, cancellationToken);
        var others = new List<Kept>();
        foreach (var name in names)
        {
            if (await ReadAsync(site, name, cancellationToken) is { IsEmpty: false } other)
                others.Add(other);
        }

        return async body =>
        {
            await using var writing = new JsonStream(body, options.Value.SerializerOptions, cancellationToken);
            writing.Json.WriteStartObject();
            writing.Write("site", site);
            writing.Write("user", user);
            writing.Write("exported", time.GetUtcNow());
            writing.Write("identifiers", identity is null ? [] : IdentityView.Of(identity).Identifiers);
            await WriteAsync(writing, own, cancellationToken);
            writing.Json.WriteStartArray("underOtherNames");
            foreach (var other in others)
            {
                writing.Json.WriteStartObject();
                writing.Write("user", other.Owner.User);
                await WriteAsync(writing, other, cancellationToken);
                writing.Json.WriteEndObject();
            }

            writing.Json.WriteEndArray();
            await WriteLettersAsync(writing, site, [user, .. names], cancellationToken);
            writing.Json.WriteEndObject();
            await writing.FlushAsync();
        };
    }

    private async Task<Kept> ReadAsync(string site, string user, CancellationToken cancellationToken)
    {
        var owner = new InboxOwner(site, user, PreferredLocales.None);
        return new Kept(
            owner,
            await inboxes.PreferencesAsync(owner),
            await persons.QuietAsync(site, user, cancellationToken),
            await ListAsync(owner, cursor: null),
            await persons.WaitingAsync(site, user, after: 0, cancellationToken));
    }

    private Task<WirePage> ListAsync(InboxOwner owner, string? cursor) =>
        inboxes.ListAsync(owner, new ListRequest { View = Words<Users.Inbox.InboxView>.Of(Users.Inbox.InboxView.All), Cursor = cursor, Limit = Page });

    private async Task WriteAsync(JsonStream writing, Kept kept, CancellationToken cancellationToken)
    {
        writing.Write("preferences", kept.Preferences);
        writing.Write("counts", kept.First.Counts);
        writing.Write("quiet", kept.Quiet);
        writing.Json.WriteStartArray("inbox");
        for (var page = kept.First; ; page = await ListAsync(kept.Owner, page.Next))
        {
            foreach (var item in page.Items)
                writing.Write(item);
            await writing.FlushAsync();
            if (page.Next is null)
                break;
        }

        writing.Json.WriteEndArray();
        await WriteWaitingAsync(writing, kept, cancellationToken);
        await WriteHeldAsync(writing, kept.Owner, cancellationToken);
    }

    private async Task WriteWaitingAsync(JsonStream writing, Kept kept, CancellationToken cancellationToken)
    {
        writing.Json.WriteStartArray("waiting");
        for (var page = kept.Waiting; ; page = await persons.WaitingAsync(kept.Owner.Site, kept.Owner.User, page.Next.Value, cancellationToken))
        {
            foreach (var notification in page.Items)
                writing.Write(WireItem.Of(notification));
            await writing.FlushAsync();
            if (page.Next is null)
                break;
        }

        writing.Json.WriteEndArray();
    }

    private async Task WriteHeldAsync(JsonStream writing, InboxOwner owner, CancellationToken cancellationToken)
    {
        writing.Json.WriteStartArray("held");
        for (var after = ""; after is not null;)
        {
            var page = await persons.HeldAsync(owner.Site, owner.User, after, cancellationToken);
            foreach (var held in page.Items)
                writing.Write(HeldView.Of(held));
            await writing.FlushAsync();
            after = page.Next;
        }

        writing.Json.WriteEndArray();
    }

    private async Task WriteLettersAsync(JsonStream writing, string site, IEnumerable<string> users, CancellationToken cancellationToken)
    {
        writing.Json.WriteStartArray("deadLetters");
        foreach (var user in users)
        {
            DeadLetterPlace? after = null;
            do
            {
                var page = await letters.ListAsync(site, new DeadLetterQuery { User = user, After = after, Limit = Page }, cancellationToken);
                foreach (var letter in page)
                {
                    // The list is without bodies; one that is gone since then is left out.
                    if (await letters.FindAsync(site, letter.Id, cancellationToken) is { } whole)
                        writing.Write(DeadLetterView.Of(whole));
                    await writing.FlushAsync();
                }

                after = page.Count == Page ? new DeadLetterPlace(page[^1].At, page[^1].Id) : null;
            }
            while (after is not null);
        }

        writing.Json.WriteEndArray();
    }

    /// <summary>What is kept under one of the names.</summary>
    private sealed record Kept(InboxOwner Owner, WirePreferences Preferences, QuietStanding? Quiet, WirePage First, WaitingPage Waiting)
    {
        public bool IsEmpty => First.Items.Count == 0 && Waiting.Items.Count == 0 && Preferences is { Choices: null or [], Mutes: null or [], Quiet: null };
    }

    /// <summary>Writes JSON to a connection, on which it never blocks.</summary>
    private sealed class JsonStream(Stream body, JsonSerializerOptions options, CancellationToken cancellationToken) : IAsyncDisposable
    {
        // Serializing flushes the writer, which must not block on the connection.
        private readonly PipeWriter _pipe = PipeWriter.Create(body, new StreamPipeWriterOptions(leaveOpen: true));

        public Utf8JsonWriter Json => field ??= new Utf8JsonWriter(_pipe);

        public void Write<T>(string name, T value)
        {
            Json.WritePropertyName(name);
            Write(value);
        }

        public void Write<T>(T value) => JsonSerializer.Serialize(Json, value, options);

        public async Task FlushAsync()
        {
            await Json.FlushAsync(cancellationToken);
            await _pipe.FlushAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => Json.DisposeAsync();
    }
}

/// <summary>A notification that is held back, as the export has it; the fields are those of <see cref="HeldForPerson"/>.</summary>
internal sealed record HeldView(
    string Subject, string Rule, DateTimeOffset Ends, string Title, string? Description, DateTimeOffset Time, IReadOnlyList<string> Reasons)
{
    public static HeldView Of(HeldForPerson held) =>
        new(held.Subject.ToString(), held.Rule, held.Ends, held.Title, held.Description, held.Time, held.Reasons);
}
