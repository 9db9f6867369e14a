using Notifications.Rules.Loading;

namespace Notifications.Tests.Unit.Rules.Filtering;

public sealed class ShortCutsInFiles
{
    [Theory]
    [InlineData("{ project: PLAT }", "'filter' has no 'project'. Did you mean 'projects'?")]
    [InlineData("{ issuetypes: Bug }", "'filter' has no 'issuetypes'. Did you mean 'issueTypes'?")]
    [InlineData("{ priority: High }", "'filter' has no 'priority'. Did you mean 'priorities'?")]
    [InlineData("{ projects: [] }", "'projects' must be a list with at least one item.")]
    [InlineData("{ projects: '' }", "'projects' is empty.")]
    [InlineData("{ spaces: { key: DEV } }", "'spaces' must be a list with at least one item.")]
    [InlineData("{ labels: [[tea]] }", "Each item of 'labels' must be text.")]
    [InlineData("{ changed: }", "'changed' is empty. Name a field, or write { field: status, to: Done }.")]
    [InlineData("{ changed: [] }", "'changed' must name at least one field.")]
    [InlineData("{ changed: { to: Done } }", "'changed' needs 'field'.")]
    [InlineData("{ changed: { field: status, too: Done } }", "'changed' has no 'too'. Did you mean 'to'?")]
    [InlineData("{ changed: [[status]] }", "'changed' must be a map but is a list.")]
    public void SayWhatIsWrong(string filter, string message)
    {
        var content = RuleFile.Parse("test.yaml", $$"""
            modules:
              trigger:
                - { key: a, events: [avi:jira:updated:issue], filter: {{filter}} }
            """);
        Assert.Equal(message, Assert.Single(content.Errors).Message);
    }
}
