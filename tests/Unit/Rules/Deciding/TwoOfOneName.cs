using Notifications.Rules.Deciding;
using Notifications.Tests.Unit.Users.Identities;
using Notifications.Users.Identities;

namespace Notifications.Tests.Unit.Rules.Deciding;

public sealed class TwoOfOneName
{
    [Fact]
    public void StayTwoWhoeverIsNamedBesides()
    {
        var found = new FoundPersons(Known.Directory("alice = name:alice key:K1"), "default");
        found.Add(Person.Of(name: "alice", key: "K2")!, "reporter");
        found.Add(Person.Of(name: "alice", key: "K1")!, "assignee");
        found.Add(Person.Plain("alice")!, "named");
        Assert.Equal(
            ["K2 reporter", "alice assignee+named"],
            found.All.Select(one => $"{one.User} {string.Join('+', one.Reasons)}"));
    }
}
