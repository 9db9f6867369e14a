using Notifications.Rules.Indexing;

namespace Notifications.Tests.Unit.Rules.Indexing;

public sealed class DemandsOfExpressions
{
    [Theory]
    [InlineData("event.issue.fields.project.key == 'A'", "A")]
    [InlineData("'A' === event.issue.fields.project.key", "A")]
    [InlineData("event.issue?.fields?.project?.key == 'A' && event.absent", "A")]
    [InlineData("(event.issue?.fields).project.key == 'A' && x && y && z", "A")]
    [InlineData("(event.issue.fields.project.key == 'A' || event.issue.fields.project.key == 'B') && true", "A B")]
    [InlineData("['A', 'B'].includes(event.issue.fields.project.key) && true", "A B")]
    [InlineData("event.issue.fields.project.key == 'A' || event.issue.key == 'B-1'", null)]
    [InlineData("event.issue.fields.project.key == 'A' || true", null)]
    [InlineData("event.x == 1 && event.issue.fields.project.key == 'A'", null)]
    [InlineData("event.issue.fields.project.key != 'A'", null)]
    [InlineData("!(event.issue.fields.project.key == 'A')", null)]
    [InlineData("event.issue.fields.project.key == event.x", null)]
    [InlineData("event.issue.fields.project.key == null", null)]
    [InlineData("event.issue.fields['project'].key == 'A'", null)]
    [InlineData("actor.issue.fields.project.key == 'A'", null)]
    [InlineData("event.issue.fields.project.key == 'A' ? false : true", null)]
    [InlineData("event.issue.fields.project.key == 'A' == false", null)]
    [InlineData("['A', event.x].includes(event.issue.fields.project.key)", null)]
    [InlineData("event.issue.fields.project.key.includes('A')", null)]
    [InlineData("event.issue.fields.project.key == 'A' && (", null)]
    [InlineData("true", null)]
    public void AreFoundOnlyWhereTheyArePlain(string expression, string? projects) =>
        Assert.Equal(projects, DemandedProjects.Of(expression) is { } found ? string.Join(' ', found.Order(StringComparer.Ordinal)) : null);

    [Fact]
    public void LongListsOfCasesAreNotDeep() =>
        Assert.Null(DemandedProjects.Of(string.Join("||", Enumerable.Repeat("1", 5_000))));
}
