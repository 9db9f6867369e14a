using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Notifications.Tests.EndToEnd.DeadLetters;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.EndToEnd.Inbox;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Users;

public abstract class PersonSuite(GatewayProcess gateway)
{
    private readonly GatewayProcess _gateway = gateway;

    [Fact]
    public async Task Everything_that_is_kept_of_a_person_is_exported_under_any_of_the_names()
    {
        StoredLetters.Insert(_gateway, "export-letter", "{}"u8.ToArray(), kind: 2, user: "export-anna");
        StoredLetters.Insert(_gateway, "export-former", "{}"u8.ToArray(), kind: 2, user: "export-5b");
        StoredLetters.Insert(_gateway, "export-other", "{}"u8.ToArray(), kind: 2, user: "export-ben");
        var anna = Person.Named(_gateway, "export-anna");
        await Person.NotifyAsync(_gateway, "export-anna", "Snoozed for a while");
        await Person.NotifyAsync(_gateway, "export-5b", "Before it was her name");
        await Until.HoldsAsync(async () => (await anna.GetAsync("inbox")).GetProperty("items").GetArrayLength() == 1);
        await Until.HoldsAsync(async () => (await Person.Named(_gateway, "export-5b").GetAsync("counts")).GetProperty("unread").GetInt32() == 1);
        await anna.SendAsync(HttpMethod.Post, "inbox/changes", new { operation = "snooze", @for = "commented", all = new { view = "all" } });
        StoredItems.Multiply(_gateway, "export-anna", 250);
        await anna.SendAsync(HttpMethod.Put, "preferences", new { mutes = new[] { new { subject = "jira:issue:EXPORT-1" } } });
        (await Api.PutIdentityAsync(_gateway, "export-anna", ("accountId", "export-5b"))).Dispose();

        var data = await ReadAsync(HttpMethod.Get, "users/export-5b/data", HttpStatusCode.OK);

        Assert.Equal("export-anna", data["user"]!.GetValue<string>());
        Assert.Contains(data["identifiers"]!.AsArray(), name => name!["value"]!.GetValue<string>() == "export-5b");
        Assert.Equal("jira:issue:EXPORT-1", data["preferences"]!["mutes"]![0]!["subject"]!.GetValue<string>());
        var inbox = data["inbox"]!.AsArray();
        Assert.Equal(251, inbox.Select(item => item!["id"]!.GetValue<string>()).Distinct().Count());
        // As the inbox itself answers it.
        Assert.All(inbox, item => Assert.Equal("Snoozed for a while", item!["title"]!.GetValue<string>()));
        Assert.Equal("commented", inbox[^1]!["snoozedFor"]!.GetValue<string>());
        Assert.Equal("jira:issue:INBOX-1", inbox[^1]!["subject"]!.GetValue<string>());
        Assert.Null(data["quiet"]);
        Assert.Empty(data["waiting"]!.AsArray());
        Assert.Empty(data["held"]!.AsArray());
        var former = Assert.Single(data["underOtherNames"]!.AsArray())!;
        Assert.Equal("export-5b", former["user"]!.GetValue<string>());
        Assert.Equal("Before it was her name", Assert.Single(former["inbox"]!.AsArray())!["title"]!.GetValue<string>());
        Assert.Equal(["export-former", "export-letter"], data["deadLetters"]!.AsArray().Select(letter => letter!["id"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_erased_person_is_forgotten_and_known_again_only_after_readmission()
    {
        (await Api.PutIdentityAsync(_gateway, "erase-carla", ("accountId", "erase-6c"))).Dispose();
        StoredLetters.Insert(_gateway, "erase-letter", "{}"u8.ToArray(), kind: 2, user: "erase-carla");

        var erased = await ReadAsync(HttpMethod.Delete, "users/erase-6c/data", HttpStatusCode.OK);

        Assert.Equal(("erase-carla", "done"), (erased["user"]!.GetValue<string>(), erased["state"]!.GetValue<string>()));
        Assert.Equal(0, erased["inboxes"]!.GetValue<int>());
        Assert.Equal(2, erased["identifiers"]!.GetValue<int>());
        Assert.Equal(1, erased["deadLetters"]!.GetValue<int>());
        await ReadAsync(HttpMethod.Get, "identities/erase-carla", HttpStatusCode.NotFound);
        var data = await ReadAsync(HttpMethod.Get, "users/erase-carla/data", HttpStatusCode.OK);
        Assert.Empty(data["identifiers"]!.AsArray());
        Assert.Empty(data["deadLetters"]!.AsArray());

        // Whoever asks again, by whichever name, is told the same.
        var again = await ReadAsync(HttpMethod.Delete, "users/erase-6c/data", HttpStatusCode.OK);
        Assert.Equal((2, 1), (again["identifiers"]!.GetValue<int>(), again["deadLetters"]!.GetValue<int>()));
        Assert.Equal(erased["begun"]!.GetValue<string>(), again["begun"]!.GetValue<string>());

        // An event that names the person teaches nothing, and an operator has to say so first.
        using var hook = await Hook.PostAsync(
            _gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("ERASE-7", "Done", actor: "erase-6c"));
        Assert.Equal(HttpStatusCode.Accepted, hook.StatusCode);
        using var refused = await Api.PutIdentityAsync(_gateway, "erase-carla", ("accountId", "erase-6c"));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        using var readmitted = await Api.SendAsync(_gateway, HttpMethod.Post, "users/erase-carla/readmission");
        Assert.Equal(HttpStatusCode.NoContent, readmitted.StatusCode);
        Assert.Equal("person_unknown", (await ReadAsync(HttpMethod.Post, "users/erase-carla/readmission", HttpStatusCode.NotFound))["code"]!.GetValue<string>());
        using var taken = await Api.PutIdentityAsync(_gateway, "erase-carla", ("accountId", "erase-6c"));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);

        // Who did that is in the log, and to whom as a hash only.
        var hash = Convert.ToHexStringLower(SHA256.HashData("default\nerase-carla"u8))[..12];
        foreach (var what in (string[])["exports what is kept of", "erases", "readmitted"])
            Assert.Contains($"The API key tests {what} the user with the hash {hash} of default.", _gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("erase-carla", _gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_whom_nothing_is_known_nothing_can_be_erased()
    {
        var problem = await ReadAsync(HttpMethod.Delete, "users/erase-nobody/data", HttpStatusCode.NotFound);

        Assert.Equal("person_unknown", problem["code"]!.GetValue<string>());
        Assert.Contains("nothing was erased", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_person_has_no_preferences_to_set()
    {
        var dora = Person.Named(_gateway, "erase-dora");
        await dora.SendAsync(HttpMethod.Put, "mutes/jira:issue:DORA-1");
        await ReadAsync(HttpMethod.Delete, "users/erase-dora/data", HttpStatusCode.OK);

        var (status, problem) = await dora.SendAsync(HttpMethod.Put, "preferences", new { mutes = new[] { new { subject = "jira:issue:DORA-1" } } });

        Assert.Equal((HttpStatusCode.Conflict, "user_erased"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Conflict, (await dora.SendAsync(HttpMethod.Put, "mutes/jira:issue:DORA-1")).Status);
        using (var readmitted = await Api.SendAsync(_gateway, HttpMethod.Post, "users/erase-dora/readmission"))
            Assert.Equal(HttpStatusCode.NoContent, readmitted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await dora.SendAsync(HttpMethod.Put, "mutes/jira:issue:DORA-1")).Status);
    }

    [Fact]
    public async Task A_user_id_may_have_slashes_and_is_nobody_elses()
    {
        (await Api.PutIdentityAsync(_gateway, "slash/a", ("name", "slash a"))).Dispose();
        (await Api.PutIdentityAsync(_gateway, "slash%2Fa", ("name", "slash b"))).Dispose();

        var erased = await ReadAsync(HttpMethod.Delete, $"users/{Uri.EscapeDataString("slash/a")}/data", HttpStatusCode.OK);

        Assert.Equal("slash/a", erased["user"]!.GetValue<string>());
        await ReadAsync(HttpMethod.Get, "identities?name=slash%20a", HttpStatusCode.NotFound);
        Assert.Equal("slash%2Fa", (await ReadAsync(HttpMethod.Get, "identities?name=slash%20b", HttpStatusCode.OK))["user"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_subject_with_slashes_is_muted_as_it_is()
    {
        const string subject = "events:build:main/2026/7";
        var anna = Person.Named(_gateway, "slash-anna");

        var (status, muted) = await anna.SendAsync(HttpMethod.Put, $"mutes/{Uri.EscapeDataString(subject)}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(subject, muted.GetProperty("mutes")[0].GetProperty("subject").GetString());
        Assert.False((await anna.GetAsync($"preferences/effective?rule=r&source=events&subject={Uri.EscapeDataString(subject)}")).GetProperty("show").GetBoolean());
        (_, muted) = await anna.SendAsync(HttpMethod.Delete, $"mutes/{Uri.EscapeDataString(subject)}");
        Assert.Equal(0, muted.GetProperty("mutes").GetArrayLength());
        using var held = await Api.SendAsync(_gateway, HttpMethod.Get, $"subjects/{Uri.EscapeDataString(subject)}/held");
        Assert.Equal(HttpStatusCode.OK, held.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_too_long_has_a_code()
    {
        var (status, problem) = await Person.Named(_gateway, "long-anna").SendAsync(HttpMethod.Put, "preferences", new { filling = new string('x', 600_000) });

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body_too_large"), (status, problem.GetProperty("code").GetString()));
    }

    private async Task<JsonObject> ReadAsync(HttpMethod method, string path, HttpStatusCode status)
    {
        using var answer = await Api.SendAsync(_gateway, method, path);
        Assert.Equal(status, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}

public sealed class PersonOnSqlite(SharedGateway shared) : PersonSuite(shared.Gateway);

public sealed class PersonOnPostgres(PostgresGateway postgres) : PersonSuite(postgres.Gateway);
