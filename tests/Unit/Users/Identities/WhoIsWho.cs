using System.Text.Json;
using Notifications.Users.Identities;

namespace Notifications.Tests.Unit.Users.Identities;

public sealed class WhoIsWho
{
    private static readonly IdentityDirectory Directory = Known.Directory(
        "5b = accountId:5b name:anna key:K1 userKey:ff80 email:anna@example.com",
        "[ben@example.com = accountId:6c name:ben sub:benjamin]");

    [Theory]
    [InlineData("""{ "accountId": "5b" }""", "5b")]
    [InlineData("""{ "name": "anna" }""", "5b")]
    [InlineData("""{ "username": "anna" }""", "5b")]
    [InlineData("""{ "key": "K1" }""", "5b")]
    [InlineData("""{ "userKey": "ff80" }""", "5b")]
    [InlineData("""{ "emailAddress": "Anna@Example.com" }""", "5b")]
    [InlineData("""{ "accountId": "6c" }""", "ben@example.com")]
    [InlineData("""{ "accountId": "5b", "name": "ben" }""", "5b")]
    [InlineData("""{ "key": "anna" }""", "anna", "one person's key may be another's name")]
    [InlineData("""{ "accountId": "7d", "emailAddress": "anna@example.com" }""", "7d", "an address says nothing of an account")]
    [InlineData("""{ "name": "cleo" }""", "cleo")]
    [InlineData("\"anna\"", "5b")]
    [InlineData("\"benjamin\"", "ben@example.com")]
    [InlineData("\"ANNA@example.com\"", "5b")]
    [InlineData("\"nobody\"", "nobody")]
    public void EveryNameLeadsToOneUser(string person, string user, string? because = null)
    {
        _ = because;
        Assert.Equal(user, Directory.Resolve("default", Person.Read(JsonElement.Parse(person))!));
    }

    [Theory]
    [InlineData("""{ "name": "alice", "key": "K2" }""", "K2")]
    [InlineData("""{ "name": "alice", "accountId": "7d" }""", "alice", "no other account id is known of her")]
    [InlineData("""{ "name": "alice", "key": "bob" }""", "Key bob", "that is the user id of somebody else")]
    [InlineData("""{ "name": "alice" }""", "alice")]
    [InlineData("""{ "name": "carol", "key": "K2" }""", "cara")]
    public void WhoHasAnotherKeyIsNotTheFormerBearerOfTheName(string person, string user, string? because = null)
    {
        _ = because;
        var directory = Known.Directory("alice = name:alice key:K1", "bob = name:bob key:K9", "cara = name:carol");
        Assert.Equal(user, directory.Resolve("default", Person.Read(JsonElement.Parse(person))!));
    }

    [Fact]
    public void AKeyThatIsTakenAwaySaysNothingAnyMore()
    {
        var directory = Known.Directory("alice = name:alice key:K1");
        directory.Apply([new OwnedName("default", Known.Name("key:K1"), null, IdentityOrigin.Learned, Known.Now, 9)]);
        Assert.Equal("alice", directory.Resolve("default", Person.Of(name: "alice", key: "K2")!));
    }

    [Fact]
    public void ATokenByANameIsItsBearersAndNotTheFormerBearers()
    {
        var directory = Known.Directory("alice = name:alice.smith key:K1", "K2 = name:alice key:K2");
        Assert.Equal("K2", directory.Resolve("default", "alice"));
        Assert.Equal("alice", directory.Resolve("default", "alice.smith"));
    }

    [Fact]
    public void TwoWithOneNameAndOtherKeysAreTwo()
    {
        Assert.False(Person.Of(name: "alice", key: "K1")!.Is(Person.Of(name: "alice", key: "K2")!));
        Assert.True(Person.Of(name: "alice", key: "K1")!.Is(Person.Of(name: "alice")!));
    }

    [Fact]
    public void NothingCrossesSites()
    {
        Assert.Equal("anna", Directory.Resolve("other", "anna"));
        Assert.Equal("anna", Directory.Resolve("other", Person.Of(name: "anna")!));
        Assert.Equal(0, Directory.VersionOf("other"));
    }

    [Fact]
    public void ANameThatIsNobodysAnyMoreIsItself()
    {
        var directory = Known.Directory("5b = accountId:5b name:anna");
        directory.Apply([new OwnedName("default", Known.Name("name:anna"), null, IdentityOrigin.Learned, Known.Now, 9)]);
        Assert.Equal("anna", directory.Resolve("default", "anna"));
        Assert.Equal((9, 9), (directory.Version, directory.VersionOf("default")));
    }

    [Theory]
    [InlineData("""{ "accountId": "5b", "name": "anna", "emailAddress": "ANNA@example.com", "displayName": "Anna" }""", true)]
    [InlineData("""{ "accountId": "5b", "name": "ann\u0061" }""", true)]
    [InlineData("""{ "accountId": "5b", "name": "ann" }""", false)]
    [InlineData("""{ "accountId": "5b", "name": "ben" }""", false)]
    [InlineData("""{ "displayName": "Anna" }""", true)]
    [InlineData("""{ "accountId": "\ud800" }""", false)]
    public void WhatIsKnownIsNotLearnedAgain(string person, bool isKnown) =>
        Assert.Equal(isKnown, Directory.IsKnown("default", JsonElement.Parse(person), withEmail: true));

    [Fact]
    public void LookingUpWhatIsKnownAllocatesNothing()
    {
        var person = JsonElement.Parse("""{ "accountId": "5b", "name": "anna", "key": "K1", "emailAddress": "Anna@example.com", "displayName": "Anna" }""");
        Assert.True(Directory.IsKnown("default", person, withEmail: true));
        Assert.Equal(0, Allocated.By(() =>
        {
            for (var i = 0; i < 1_000; i++)
                Directory.IsKnown("default", person, withEmail: true);
        }));
    }
}
