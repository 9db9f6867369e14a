using Notifications.Users.Identities;

namespace Notifications.Tests.Unit.Users.Identities;

/// <summary>What is learned of persons, and what only an operator may decide.</summary>
public sealed class WhoBecomesWho
{
    [Fact]
    public void APersonIsKnownByTheFirstName()
    {
        var ledger = new IdentityLedger([], Known.Now);
        Assert.Null(ledger.Learn(Known.Names("accountId:5b name:anna email:Anna@example.com")));
        Assert.Equal("5b = Sub:5b AccountId:5b Name:anna Email:anna@example.com", Show(ledger, "5b"));
        Assert.Equal(1, ledger.Added);
        Assert.All(ledger.Changes(), change => Assert.Equal(("5b", 0L), (change.User, change.Before)));
    }

    [Fact]
    public void ANameMoreIsTheSamePersons()
    {
        var ledger = new IdentityLedger(Known.Persons("anna = name:anna"), Known.Now);
        Assert.Null(ledger.Learn(Known.Names("name:anna key:K1")));
        Assert.Equal("anna = Sub:anna Name:anna Key:K1", Show(ledger, "anna"));
        Assert.Equal("Key K1", Assert.Single(ledger.Changes()).Identifier.ToString());
    }

    [Fact]
    public void TwoUsersWhoTurnOutToBeOneAreTheOlder()
    {
        var ledger = new IdentityLedger(Known.Persons("anna = name:anna", "5b = accountId:5b"), Known.Now);
        Assert.Null(ledger.Learn(Known.Names("accountId:5b name:anna")));
        Assert.Equal("anna = Sub:5b Sub:anna AccountId:5b Name:anna", Show(ledger, "anna"));
        Assert.Null(ledger.Person("5b"));
        Assert.Equal(-1, ledger.Added);
    }

    [Fact]
    public void WhomAnOperatorSetIsWhoTheyAre()
    {
        var ledger = new IdentityLedger(Known.Persons("5b = accountId:5b", "[anna@example.com = name:anna]"), Known.Now);
        Assert.Null(ledger.Learn(Known.Names("accountId:5b name:anna")));
        Assert.Equal("anna@example.com = Sub:5b Sub:anna@example.com AccountId:5b Name:anna", Show(ledger, "anna@example.com"));
    }

    [Fact]
    public void ANameThatIsAUserIdIsThatUsers()
    {
        var ledger = new IdentityLedger(Known.Persons("[anna = key:K1]"), Known.Now);
        Assert.Null(ledger.Learn(Known.Names("name:anna")));
        Assert.Equal("anna", ledger.Owner(Known.Name("name:anna")));
    }

    [Fact]
    public void ANewNameOfAKnownKeyReplacesTheOld()
    {
        var ledger = new IdentityLedger(Known.Persons("alice = name:alice key:K1", "alice.smith = name:alice.smith"), Known.Now);
        Assert.Null(ledger.Learn(Known.Names("name:alice.smith key:K1")));
        Assert.Equal("alice = Sub:alice Sub:alice.smith Name:alice.smith Key:K1", Show(ledger, "alice"));
        Assert.Null(ledger.Owner(Known.Name("name:alice")));
    }

    [Fact]
    public void ANameThatIsFreeAgainMayBecomeSomebodyElses()
    {
        var ledger = new IdentityLedger(Known.Persons("alice = name:alice.smith key:K1"), Known.Now);
        Assert.Null(ledger.Learn(Known.Names("name:alice key:K2")));
        Assert.Equal("alice = Sub:alice Name:alice.smith Key:K1", Show(ledger, "alice"));
        Assert.Equal("K2 = Sub:K2 Name:alice Key:K2", Show(ledger, "K2"));
    }

    [Fact]
    public void AUserIdThatAnOperatorSetIsNobodyElsesName()
    {
        var ledger = new IdentityLedger(Known.Persons("[alice = key:K1]"), Known.Now);
        Assert.Equal("One person would be Key K1 and Key K2.", ledger.Learn(Known.Names("name:alice key:K2")));
        Assert.Empty(ledger.Changes());
    }

    [Theory]
    [InlineData("accountId:5b name:ben", "One person would be AccountId 5b and AccountId 6c.", "5b = accountId:5b", "6c = accountId:6c name:ben")]
    [InlineData("accountId:7d name:anna", "One person would be AccountId 5b and AccountId 7d.", "5b = accountId:5b name:anna")]
    [InlineData("name:ann key:K1", "One person would be Name anna and Name ann.", "[anna = name:anna key:K1]")]
    [InlineData("name:anna key:K2", "One person would be Key K1 and Key K2.", "anna = name:anna key:K1")]
    [InlineData("name:ben key:K1", "One person would be Key K2 and Key K1.", "anna = name:anna key:K1", "ben = name:ben key:K2")]
    [InlineData("accountId:5b name:ben", "They are names of anna and ben, whom an operator told apart.", "[anna = accountId:5b]", "[ben = name:ben]")]
    public void AContradictionChangesNothing(string names, string reason, params string[] persons)
    {
        var ledger = new IdentityLedger(Known.Persons(persons), Known.Now);
        Assert.Equal(reason, ledger.Learn(Known.Names(names)));
        Assert.Empty(ledger.Changes());
    }

    [Fact]
    public void SeveralOfAKindThatAnOperatorSetAreNoContradiction()
    {
        var ledger = new IdentityLedger(Known.Persons("[anna = name:anna name:ann accountId:5b]"), Known.Now);
        Assert.Null(ledger.Learn(Known.Names("accountId:5b name:ann")));
        Assert.Empty(ledger.Changes());
    }

    [Theory]
    [InlineData("accountId:6c email:anna@example.com", "5b = accountId:5b email:anna@example.com")]
    [InlineData("accountId:6c email:anna@example.com", "[anna = email:anna@example.com]")]
    [InlineData("accountId:6c email:anna@example.com", "[anna@example.com = accountId:5b]")]
    public void AnEmailAddressOfAnotherMakesNobodyTheSamePerson(string names, string person)
    {
        var ledger = new IdentityLedger(Known.Persons(person, "6c = accountId:6c"), Known.Now);
        Assert.Contains("Email anna@example.com is ", ledger.Learn(Known.Names(names)), StringComparison.Ordinal);
        Assert.Empty(ledger.Changes());
    }

    [Fact]
    public void AnEmailAddressAloneTeachesNothing()
    {
        var ledger = new IdentityLedger([], Known.Now);
        Assert.Null(ledger.Learn(Known.Names("email:anna@example.com")));
        Assert.Empty(ledger.Changes());
    }

    [Fact]
    public void OnlyTwoEmailAddressesAreLearnedOfAPerson()
    {
        var ledger = new IdentityLedger(Known.Persons("5b = accountId:5b email:anna@example.com"), Known.Now);
        Assert.Null(ledger.Learn(Known.Names("accountId:5b email:ash@example.com")));
        Assert.Equal("5b has 2 e-mail addresses that were learned.", ledger.Learn(Known.Names("accountId:5b email:boss@example.com")));
        Assert.Equal("5b = Sub:5b AccountId:5b Email:anna@example.com Email:ash@example.com", Show(ledger, "5b"));
    }

    [Fact]
    public void ANameMayLookLikeTheEmailAddress()
    {
        var ledger = new IdentityLedger([], Known.Now);
        Assert.Null(ledger.Learn(Known.Names("name:anna@example.com email:anna@example.com")));
        Assert.Equal("anna@example.com = Sub:anna@example.com Name:anna@example.com Email:anna@example.com", Show(ledger, "anna@example.com"));
    }

    [Fact]
    public void ThereAreBounds()
    {
        var names = string.Join(' ', Enumerable.Range(0, Identity.MaxIdentifiers).Select(number => $"key:K{number}"));
        var full = new IdentityLedger(Known.Persons($"[anna = {names}]"), Known.Now);
        Assert.Equal("The person would have more than 16 names.", full.Learn(Known.Names("name:anna key:K1")));
        Assert.Equal("The site has as many persons as it may have.", new IdentityLedger([], Known.Now).Learn(Known.Names("name:anna"), mayAdd: false));
    }

    [Fact]
    public void AnOperatorTakesNamesFromWhoeverHasThem()
    {
        var ledger = new IdentityLedger(Known.Persons("5b = accountId:5b", "ben = name:ben name:anna"), Known.Now);
        Assert.Null(ledger.Set("anna@example.com", Known.Names("accountId:5b name:anna")));
        Assert.Equal("anna@example.com = Sub:5b Sub:anna@example.com AccountId:5b Name:anna", Show(ledger, "anna@example.com"));
        Assert.Equal("ben = Sub:ben Name:ben", Show(ledger, "ben"));
    }

    [Fact]
    public void AnOperatorSaysTheSameAgainWithoutAChange()
    {
        var first = new IdentityLedger(Known.Persons("5b = accountId:5b"), Known.Now);
        Assert.Null(first.Set("anna", Known.Names("accountId:5b")));
        var again = new IdentityLedger(first.Changes().Select((change, index) => new OwnedName("default", change.Identifier, change.User, change.Origin, change.Since, index)), Known.Now);
        Assert.Null(again.Set("anna", Known.Names("accountId:5b")));
        Assert.Empty(again.Changes());
    }

    [Fact]
    public void WhatAnOperatorNoLongerSaysIsGone()
    {
        var ledger = new IdentityLedger(Known.Persons("[anna = accountId:5b name:anna]"), Known.Now);
        Assert.Null(ledger.Set("anna", Known.Names("accountId:5b")));
        var change = Assert.Single(ledger.Changes());
        Assert.Equal(("Name anna", null), (change.Identifier.ToString(), change.User));
    }

    [Fact]
    public void AnOperatorMakesTwoUsersOne()
    {
        var ledger = new IdentityLedger(Known.Persons("[anna = accountId:5b]", "[ash = name:ash]"), Known.Now);
        Assert.Null(ledger.Set("anna", Known.Names("accountId:5b sub:ash")));
        Assert.Equal("anna = Sub:anna Sub:ash AccountId:5b", Show(ledger, "anna"));
    }

    [Fact]
    public void AForgottenPersonHasNoNames()
    {
        var ledger = new IdentityLedger(Known.Persons("anna = name:anna accountId:5b"), Known.Now);
        Assert.True(ledger.Remove("anna"));
        Assert.False(ledger.Remove("anna"));
        Assert.Equal(3, ledger.Changes().Count(change => change.User is null));
    }

    private static string Show(IdentityLedger ledger, string user) =>
        ledger.Person(user) is { } person ? $"{person.User} = {string.Join(' ', person.Names.Select(name => $"{name.Identifier.Kind}:{name.Identifier.Value}"))}" : "nobody";
}
