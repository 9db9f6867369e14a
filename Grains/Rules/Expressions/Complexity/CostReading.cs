using System.Runtime.CompilerServices;
using Acornima.Ast;

namespace Notifications.Rules.Expressions.Complexity;

/// <summary>
/// Reads from a syntax tree what evaluating it costs. Each node is one operation; both branches of a choice are counted; a
/// function that is handed to a method is taken to run once for each item of what the method is called on. What is not known
/// is counted as its parts, so that nothing which the language learns is free.
/// </summary>
internal sealed partial class CostReading(string text)
{
    private readonly List<(string Variable, Acornima.Ast.Node At)> _iterated = [];
    private readonly Dictionary<int, Acornima.Ast.Node> _degrees = [];

    /// <summary>What it costs to evaluate a node.</summary>
    public Polynomial Read(Acornima.Ast.Node node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return node switch
        {
            CallExpression call => ReadCall(call),
            MemberExpression { Computed: false } member => Polynomial.One + Read(member.Object),
            BinaryExpression binary => ReadChain(binary),
            VariableDeclarator { Init: { } value } variable => ReadVariable(variable, value),
            IFunction function => ReadFunction(function, method: null),
            Property { Computed: false } property => Read(property.Value),
            TemplateElement => Polynomial.Zero,
            Statement or Program => ReadParts(node),
            _ => Polynomial.One + ReadParts(node),
        };
    }

    /// <summary>Where a term first multiplied that many variables or more.</summary>
    public (int Line, int Column) PlaceOfDegree(int degree) => Place(_degrees.Where(entry => entry.Key >= degree).MinBy(entry => entry.Key).Value);

    /// <summary>Where the list was first gone through that makes one too many.</summary>
    public (int Line, int Column) PlaceOfVariable(int index) =>
        Place(_iterated.DistinctBy(entry => entry.Variable, StringComparer.Ordinal).ElementAt(index).At);

    private static (int Line, int Column) Place(Acornima.Ast.Node node) =>
        (node.Location.Start.Line, node.Location.Start.Column + 1);

    private Polynomial ReadParts(Acornima.Ast.Node node)
    {
        var cost = Polynomial.Zero;
        foreach (var part in node.ChildNodes)
            cost += Read(part);
        return cost;
    }

    // The parser nests a || b || c to the left: taken apart here, or long lists of cases would be too deep.
    private Polynomial ReadChain(BinaryExpression binary)
    {
        var operands = new Stack<Acornima.Ast.Node>();
        Acornima.Ast.Node node = binary;
        while (node is BinaryExpression next)
        {
            operands.Push(next.Right);
            node = next.Left;
        }

        return operands.Aggregate(Read(node), (cost, operand) => cost + Polynomial.One + Read(operand));
    }

    private Polynomial ReadCall(CallExpression call)
    {
        if (Unchained(call.Callee) is not MemberExpression method)
            return Polynomial.One + ReadFunctionOrValue(call.Callee, method: null) + ReadArguments(call, _ => Polynomial.Zero);

        var cost = Polynomial.One + Read(method.Object) + (method.Computed ? Read(method.Property) : Polynomial.Zero);
        var size = SizeOf(method.Object);
        var times = NameOf(method) == "sort" ? AtLeastOne(size) * AtLeastOne(size) : AtLeastOne(size);
        var applied = NameOf(method) == "sort" && call.Arguments.Count == 0 ? Apply(method.Property, times, Polynomial.One) : Polynomial.Zero;
        return cost + applied + ReadArguments(call, argument =>
            Apply(method.Property, times, ReadFunctionOrValue(argument, method)));
    }

    private Polynomial ReadArguments(CallExpression call, Func<Acornima.Ast.Node, Polynomial> function)
    {
        var cost = Polynomial.Zero;
        foreach (var argument in call.Arguments)
            cost += IsFunction(argument) ? function(argument) : Read(argument);
        return cost;
    }

    private Polynomial Apply(Acornima.Ast.Node at, Polynomial times, Polynomial body)
    {
        foreach (var variable in times.Variables)
            _iterated.Add((variable, at));
        var cost = times * body;
        _degrees.TryAdd(cost.Degree, at);
        return cost;
    }

    private static Polynomial AtLeastOne(Polynomial size) => size is { Degree: 0, Constant: < 1 } ? Polynomial.One : size;

    private static string? NameOf(MemberExpression member) => member switch
    {
        { Computed: false, Property: Identifier name } => name.Name,
        { Property: StringLiteral literal } => literal.Value,
        _ => null,
    };

    private static Acornima.Ast.Node Unchained(Acornima.Ast.Node node) => node is ChainExpression chain ? chain.Expression : node;
}
