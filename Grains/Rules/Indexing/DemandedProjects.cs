using Acornima;
using Acornima.Ast;

namespace Notifications.Rules.Indexing;

/// <summary>
/// Finds the projects outside of which an expression is plainly false: it begins with
/// <c>event.issue.fields.project.key == 'PLAT'</c>, alternatives of that with <c>||</c>, or <c>[…].includes(…)</c>, and
/// <c>&amp;&amp;</c> follows, or nothing.
/// </summary>
internal static class DemandedProjects
{
    private static readonly string[] Path = ["event", "issue", "fields", "project", "key"];

    /// <summary>The projects; <see langword="null"/> where the expression must be evaluated for every one.</summary>
    public static IReadOnlyList<string>? Of(string expression)
    {
        try
        {
            Node first = new Parser().ParseExpression(expression, strict: true);
            while (first is LogicalExpression { Operator: Operator.LogicalAnd } and)
                first = and.Left;
            var keys = new List<string>();
            return AreDemanded(first, keys) ? keys : null;
        }
        catch (Exception problem) when (problem is ParseErrorException or InsufficientExecutionStackException)
        {
            return null;
        }
    }

    private static bool AreDemanded(Node node, List<string> keys)
    {
        while (node is LogicalExpression { Operator: Operator.LogicalOr } or)
        {
            if (!AreDemanded(or.Right, keys))
                return false;
            node = or.Left;
        }

        return node switch
        {
            BinaryExpression { Operator: Operator.Equality or Operator.StrictEquality } equality =>
                (IsProject(equality.Left) && TryAdd(equality.Right, keys)) || (IsProject(equality.Right) && TryAdd(equality.Left, keys)),
            CallExpression { Optional: false, Callee: MemberExpression { Optional: false, Computed: false, Object: ArrayExpression list, Property: Identifier { Name: "includes" } } } call =>
                call.Arguments.Count == 1 && IsProject(call.Arguments[0]) && list.Elements.All(item => item is not null && TryAdd(item, keys)),
            _ => false,
        };
    }

    private static bool TryAdd(Node node, List<string> keys)
    {
        if (node is not StringLiteral literal)
            return false;
        keys.Add(literal.Value);
        return true;
    }

    private static bool IsProject(Node node)
    {
        for (var i = Path.Length - 1; i > 0; i--)
        {
            // With ?. the value is the same as without it, where the event has one.
            if (Unchained(node) is not MemberExpression { Computed: false, Property: Identifier property } member || property.Name != Path[i])
                return false;
            node = member.Object;
        }

        return Unchained(node) is Identifier root && root.Name == Path[0];
    }

    private static Node Unchained(Node node) => node is ChainExpression chain ? chain.Expression : node;
}
