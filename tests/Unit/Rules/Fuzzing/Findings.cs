using Notifications.Rules;
using Notifications.Rules.Expressions;
using Notifications.Rules.Expressions.Complexity;

namespace Notifications.Tests.Unit.Rules.Fuzzing;

/// <summary>What afl-fuzz found, so that it stays mended.</summary>
public sealed class Findings
{
    [Theory]
    [InlineData(@"/\5555555555/")]
    [InlineData(@"event.text.match(/(a)\1\8888888888+/g)")]
    public void AreRefusedOrCompiled(string text)
    {
        var compilation = Expression.Compile(text, RuleVariables.Names);
        Assert.NotEqual(compilation.Expression is null, compilation.Errors.Count == 0);
        Assert.NotNull(ExpressionComplexity.Of(text));
    }
}
