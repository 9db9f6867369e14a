using System.Runtime.CompilerServices;
using System.Text;
using Acornima;
using Acornima.Ast;
using Notifications.Rules.Expressions;
using Node = Acornima.Ast.Node;

namespace Notifications.Rules.Filtering.Quick;

/// <summary>Finds the quick way for an expression. Whatever it does not know has none.</summary>
internal sealed class QuickCompiler
{
    private readonly List<(string Name, QuickPath List)> _items = [];

    public static QuickTest? Compile(Node expression) => new QuickCompiler().Test(expression);

    private QuickTest? Test(Node node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return node switch
        {
            BooleanLiteral literal => new QuickConstant(literal.Value),
            LogicalExpression { Operator: Operator.NullishCoalescing } or =>
                Test(or.Left) is { } left && Test(or.Right) is { } right ? new QuickCoalesce(left, right) : null,
            LogicalExpression logical => Logical(logical),
            BinaryExpression binary => Equality(binary),
            UnaryExpression { Operator: Operator.LogicalNot } not => Test(not.Argument) is { } test ? new QuickNot(test) : null,
            ChainExpression chain => Test(chain.Expression) is { } test ? new QuickChain(test) : null,
            CallExpression call => Call(call),
            MemberExpression => Path(node, isReadOptionally: false) is { } path ? new QuickBoolean(path) : null,
            _ => null,
        };
    }

    private QuickLogical? Logical(LogicalExpression logical)
    {
        var tests = new Stack<QuickTest>();
        Node rest = logical;
        while (rest is LogicalExpression next && next.Operator == logical.Operator)
        {
            if (Test(next.Right) is not { } right)
                return null;
            tests.Push(right);
            rest = next.Left;
        }

        if (Test(rest) is not { } first)
            return null;
        tests.Push(first);
        return new QuickLogical([.. tests], logical.Operator == Operator.LogicalAnd);
    }

    private QuickEquality? Equality(BinaryExpression binary)
    {
        if (binary.Operator is not (Operator.Equality or Operator.StrictEquality or Operator.Inequality or Operator.StrictInequality))
            return null;
        var (read, compared) = binary.Right is Literal ? (binary.Left, binary.Right) : (binary.Right, binary.Left);
        var chain = read as ChainExpression;
        return compared is Literal literal && IsComparable(literal) && Path(chain?.Expression ?? read, isReadOptionally: false) is { } path
            ? new QuickEquality(path, literal.Value, chain is not null, binary.Operator is Operator.Inequality or Operator.StrictInequality)
            : null;
    }

    private QuickCall? Call(CallExpression call)
    {
        if (call.Optional || call.Arguments.Count != 1 || call.Callee is not MemberExpression { Computed: false, Property: Identifier method } callee)
            return null;
        return (method.Name, call.Arguments[0]) switch
        {
            ("some" or "every", ArrowFunctionExpression { Async: false, Params: [Identifier item], Body: Acornima.Ast.Expression body }) =>
                Quantifier(callee, method.Name == "some", item.Name, body),
            ("includes", StringLiteral literal) when IsComparable(literal) => Includes(callee, literal.Value),
            _ => null,
        };
    }

    private QuickQuantifier? Quantifier(MemberExpression callee, bool isSome, string item, Node body)
    {
        if (_items.Count == QuickItems.Depth || Path(callee.Object, callee.Optional) is not { } path)
            return null;
        _items.Add((item, path));
        var test = Test(body);
        _items.RemoveAt(_items.Count - 1);
        return test is null ? null : new QuickQuantifier(path, callee.Optional, _items.Count, test, isSome);
    }

    private QuickIncludes? Includes(MemberExpression callee, string wanted)
    {
        if (callee.Object is CallExpression { Optional: false, Arguments.Count: 0, Callee: MemberExpression { Computed: false, Property: Identifier { Name: "toLowerCase" } } lower })
        {
            return !callee.Optional && Path(lower.Object, lower.Optional) is { } text
                ? new QuickIncludes(text, lower.Optional, wanted, inLowerCase: true)
                : null;
        }

        return Path(callee.Object, callee.Optional) is { } path ? new QuickIncludes(path, callee.Optional, wanted, inLowerCase: false) : null;
    }

    private QuickPath? Path(Node node, bool isReadOptionally)
    {
        var members = new Stack<QuickMember>();
        while (node is MemberExpression member)
        {
            if (NameOf(member) is not { } name)
                return null;
            members.Push(new QuickMember(name, member.Optional));
            node = member.Object;
        }

        if (node is not Identifier root)
            return null;
        var slot = _items.FindLastIndex(item => item.Name == root.Name);
        if (slot < 0)
            return root.Name == "event" ? QuickPath.Of(QuickRoot.Event, [.. members], isReadOptionally) : null;
        var list = _items[slot].List;
        return QuickPath.Of(new QuickRoot(slot, list.IsOfEvent ? list : null), [.. members], isReadOptionally);
    }

    private static string? NameOf(MemberExpression member) => member switch
    {
        { Computed: false, Property: Identifier name } => name.Name,
        { Computed: true, Property: StringLiteral text } when IsComparable(text) => text.Value,
        _ => null,
    };

    // A long text costs more steps than one, and half a surrogate pair is nothing in UTF-8.
    private static bool IsComparable(Literal literal) => literal switch
    {
        StringLiteral { Value: var text } =>
            text.Length < ExpressionLimits.TextPerStep && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text,
        NumericLiteral or BooleanLiteral or NullLiteral => true,
        _ => false,
    };
}
