using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Notifications.Tests.Faults.Accounting;
using Notifications.Tests.Faults.Plans;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Running;

/// <summary>Reads inboxes anew, by REST.</summary>
internal sealed partial class InboxReading(HttpClient http, Tokens tokens)
{
    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromMilliseconds(250);

    /// <summary>The whole inbox, every view of it.</summary>
    public async Task<FinalInbox> ReadAsync(string user)
    {
        var items = await ListAsync(user, "all");
        var views = new Dictionary<string, IReadOnlySet<string>>();
        foreach (var view in Counting.ViewNames)
            views[view] = (await ListAsync(user, view)).Select(item => item.GetProperty("id").GetString()!).ToHashSet();
        var counts = await CountsAsync(user);
        return new FinalInbox(
            user, [.. items.Select(Read)], views, counts.GetProperty("unread").GetInt64(), counts.GetProperty("unseen").GetInt64(),
            counts.GetProperty("version").GetInt64())
        {
            Mutes = (await GetAsync(user, "preferences")).GetProperty("mutes").EnumerateArray().Select(mute => mute.GetProperty("subject").GetString()!).ToHashSet(),
        };
    }

    /// <summary>The newest change of a user's inbox.</summary>
    public async Task<long> VersionAsync(string user) => (await CountsAsync(user)).GetProperty("version").GetInt64();

    private Task<JsonElement> CountsAsync(string user) => GetAsync(user, "counts");

    private async Task<List<JsonElement>> ListAsync(string user, string view)
    {
        var items = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await GetAsync(user, $"inbox?view={view}&limit=200{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return items;
    }

    private async Task<JsonElement> GetAsync(string user, string what)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/me/{what}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.For(user, [], lifetime: TimeSpan.FromHours(1)));
            using var answer = await http.SendAsync(request);
            if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
            {
                answer.EnsureSuccessStatusCode();
                return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
            }

            await Pause.ForAsync(PauseBetweenTries);
        }
    }

    private static FinalItem Read(JsonElement item)
    {
        var text = item.GetProperty("title").GetString() + (item.TryGetProperty("description", out var description) ? description.GetString() : "");
        return new FinalItem(
            item.GetProperty("id").GetString()!, item.TryGetProperty("revision", out var revision) ? revision.GetInt64() : 0,
            item.GetProperty("sequence").GetInt64(), FaultRules.KindOf(item.GetProperty("rule").GetString()!), item.GetProperty("subject").GetString()!,
            [.. Numbers().Matches(text).Select(match => int.Parse(match.ValueSpan, System.Globalization.CultureInfo.InvariantCulture))],
            Is("seen"), Is("read"), Is("archived"), Is("saved"), item.TryGetProperty("snoozedUntil", out _) || item.TryGetProperty("snoozedFor", out _));

        bool Is(string name) => item.TryGetProperty(name, out var value) && value.GetBoolean();
    }

    [GeneratedRegex("(?<=~)[0-9]+(?=~)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();
}
