using Acornima;
using Acornima.Ast;

namespace Notifications.Rules.Expressions.Complexity;

internal sealed partial class CostReading
{
    private const int MaxName = 60;

    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);

    // What a name stands for: how it reads, how many items it has, and what it costs to call it.
    private sealed record Known(string Path, Polynomial Size, Polynomial? Call);

    private bool IsFunction(Acornima.Ast.Node node) =>
        node is IFunction || (node is Identifier name && _known.GetValueOrDefault(name.Name)?.Call is not null);

    private Polynomial ReadVariable(VariableDeclarator variable, Acornima.Ast.Node value)
    {
        var cost = Read(value);
        if (variable.Id is Identifier name)
        {
            _known[name.Name] = value is IFunction
                ? new Known(name.Name, Polynomial.Of(name.Name), cost)
                : new Known(PathOf(value), SizeOf(value), null);
        }

        return cost;
    }

    /// <summary>What calling a function once costs; its first parameter is an item of what <paramref name="method"/> is called on.</summary>
    private Polynomial ReadFunctionOrValue(Acornima.Ast.Node node, MemberExpression? method) => node switch
    {
        IFunction function => ReadFunction(function, method),
        Identifier name when _known.GetValueOrDefault(name.Name)?.Call is { } call => Polynomial.One + call,
        _ => Read(node),
    };

    private Polynomial ReadFunction(IFunction function, MemberExpression? method)
    {
        var hidden = new Dictionary<string, Known?>(StringComparer.Ordinal);
        foreach (var name in function.Params.OfType<Identifier>().Select(parameter => parameter.Name))
        {
            hidden[name] = _known.GetValueOrDefault(name);
            _known[name] = new Known(name, Polynomial.Of(name), null);
        }

        // To reduce, the item is the second parameter: the first is what was made so far.
        var item = method is not null && NameOf(method) == "reduce" ? 1 : 0;
        if (method is not null && function.Params.Count > item && function.Params[item] is Identifier first)
        {
            var path = PathOf(method.Object) + "[]";
            _known[first.Name] = new Known(path, Polynomial.Of(path), null);
        }

        var cost = Read(function.Body);
        foreach (var (name, known) in hidden)
        {
            if (known is null)
                _known.Remove(name);
            else
                _known[name] = known;
        }

        return cost;
    }

    /// <summary>How many items a list has at most.</summary>
    private Polynomial SizeOf(Acornima.Ast.Node node) => node switch
    {
        ChainExpression chain => SizeOf(chain.Expression),
        ArrayExpression list => Polynomial.Of(list.Elements.Count),
        Literal { Kind: TokenKind.NullLiteral } => Polynomial.Zero,
        LogicalExpression { Operator: Operator.NullishCoalescing } or => SizeOf(or.Left) + SizeOf(or.Right),
        ConditionalExpression choice => SizeOf(choice.Consequent) + SizeOf(choice.Alternate),
        Identifier name when _known.TryGetValue(name.Name, out var known) => known.Size,
        CallExpression { Callee: MemberExpression method } call => NameOf(method) switch
        {
            "filter" or "map" or "sort" or "slice" => SizeOf(method.Object),
            "concat" => call.Arguments.Aggregate(SizeOf(method.Object), (size, argument) => size + SizeOf(argument)),
            _ => Polynomial.Of(PathOf(node)),
        },
        _ => Polynomial.Of(PathOf(node)),
    };

    /// <summary>How a list is called: by its way from the event where there is one, else by its text.</summary>
    private string PathOf(Acornima.Ast.Node node) => node switch
    {
        ChainExpression chain => PathOf(chain.Expression),
        Identifier name => _known.GetValueOrDefault(name.Name)?.Path ?? name.Name,
        MemberExpression { Property: NumericLiteral index } item => Shorten($"{PathOf(item.Object)}[{index.Raw}]"),
        MemberExpression member when NameOf(member) is { } name => Shorten($"{PathOf(member.Object)}.{name}"),
        CallExpression { Callee: MemberExpression method } when NameOf(method) is "filter" or "sort" or "slice" => PathOf(method.Object),
        _ => Shorten(string.Join(' ', text[node.Start..node.End].Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))),
    };

    private static string Shorten(string name) => name.Length <= MaxName ? name : $"{name[..(MaxName - 1)]}…";
}
