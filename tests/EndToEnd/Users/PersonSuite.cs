using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Notifications.Tests.EndToEnd.DeadLetters;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Users;

public abstract class PersonSuite(GatewayProcess gateway)
{
    private readonly GatewayProcess _gateway = gateway;

    [Fact]
    public async Task Everything_that_is_kept_of_a_person_is_exported_under_any_of_the_names()
    {
        (await Api.PutIdentityAsync(_gateway, "export-anna", ("accountId", "export-5b"))).Dispose();
        StoredLetters.Insert(_gateway, "export-letter", "{}"u8.ToArray(), kind: 2, user: "export-anna");
        StoredLetters.Insert(_gateway, "export-other", "{}"u8.ToArray(), kind: 2, user: "export-ben");

        var data = await ReadAsync(HttpMethod.Get, "users/export-5b/data", HttpStatusCode.OK);

        Assert.Equal("export-anna", data["user"]!.GetValue<string>());
        Assert.Contains(data["identifiers"]!.AsArray(), name => name!["value"]!.GetValue<string>() == "export-5b");
        Assert.NotNull(data["preferences"]);
        Assert.Equal(0, data["counts"]!["unread"]!.GetValue<int>());
        Assert.Empty(data["inbox"]!.AsArray());
        Assert.Null(data["quiet"]);
        Assert.Empty(data["waiting"]!.AsArray());
        Assert.Empty(data["held"]!.AsArray());
        Assert.Equal("export-letter", Assert.Single(data["deadLetters"]!.AsArray())!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_erased_person_is_forgotten_and_known_again_only_after_readmission()
    {
        (await Api.PutIdentityAsync(_gateway, "erase-carla", ("accountId", "erase-6c"))).Dispose();
        StoredLetters.Insert(_gateway, "erase-letter", "{}"u8.ToArray(), kind: 2, user: "erase-carla");

        var erased = await ReadAsync(HttpMethod.Delete, "users/erase-6c/data", HttpStatusCode.OK);

        Assert.Equal("erase-carla", erased["user"]!.GetValue<string>());
        Assert.Equal(2, erased["identifiers"]!.GetValue<int>());
        Assert.Equal(1, erased["deadLetters"]!.GetValue<int>());
        await ReadAsync(HttpMethod.Get, "identities/erase-carla", HttpStatusCode.NotFound);
        var data = await ReadAsync(HttpMethod.Get, "users/erase-carla/data", HttpStatusCode.OK);
        Assert.Empty(data["identifiers"]!.AsArray());
        Assert.Empty(data["deadLetters"]!.AsArray());

        // An event that names the person teaches nothing, and an operator has to say so first.
        using var hook = await Hook.PostAsync(
            _gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("ERASE-7", "Done", actor: "erase-6c"));
        Assert.Equal(HttpStatusCode.Accepted, hook.StatusCode);
        using var refused = await Api.PutIdentityAsync(_gateway, "erase-carla", ("accountId", "erase-6c"));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        using var readmitted = await Api.SendAsync(_gateway, HttpMethod.Post, "users/erase-carla/readmission");
        Assert.Equal(HttpStatusCode.NoContent, readmitted.StatusCode);
        using var nobody = await Api.SendAsync(_gateway, HttpMethod.Post, "users/erase-carla/readmission");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
        using var taken = await Api.PutIdentityAsync(_gateway, "erase-carla", ("accountId", "erase-6c"));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
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
