using Acornima;
using Acornima.Ast;

namespace Notifications.Rules.Expressions;

internal sealed partial class ExpressionCompiler
{
    private LogicalNode CompileLogical(LogicalExpression logical)
    {
        // The parser nests a || b || c to the left: taken apart here, or long lists of cases would be too deep.
        var operands = new Stack<Acornima.Ast.Expression>();
        Acornima.Ast.Expression rest = logical;
        while (rest is LogicalExpression next && next.Operator == logical.Operator)
        {
            operands.Push(next.Right);
            rest = next.Left;
        }

        operands.Push(rest);
        return new LogicalNode([.. operands.Select(Compile)], logical.Operator == Operator.LogicalAnd) { Place = At(logical) };
    }

    private Node CompileBinary(BinaryExpression binary)
    {
        if (Symbol(binary.Operator) is not { } symbol)
            return Refuse(binary, Refusals.OfOperator(binary.Operator));

        var left = Compile(binary.Left);
        var right = Compile(binary.Right);
        return binary.Operator switch
        {
            Operator.Equality or Operator.StrictEquality =>
                new EqualityNode(left, right, negated: false) { Place = At(binary) },
            Operator.Inequality or Operator.StrictInequality =>
                new EqualityNode(left, right, negated: true) { Place = At(binary) },
            Operator.LessThan or Operator.LessThanOrEqual or Operator.GreaterThan or Operator.GreaterThanOrEqual =>
                new OrderNode(left, right, binary.Operator) { Place = At(binary) },
            _ => new ArithmeticNode(left, right, binary.Operator, symbol) { Place = At(binary) },
        };
    }

    private Node CompileUnary(UnaryExpression unary)
    {
        return unary.Operator switch
        {
            Operator.LogicalNot => new NotNode(Compile(unary.Argument)) { Place = At(unary) },
            Operator.UnaryNegation => new NegateNode(Compile(unary.Argument)) { Place = At(unary) },
            Operator.TypeOf => CompileTypeof(unary),
            _ => Refuse(unary, Refusals.OfOperator(unary.Operator)),
        };
    }

    private Node CompileTypeof(UnaryExpression unary) =>
        // Only of a name that nobody gave is it known before that it is undefined.
        unary.Argument is Identifier name && !IsDeclared(name.Name)
            ? Constant(unary, Value.Of("undefined"))
            : new TypeofNode(Compile(unary.Argument)) { Place = At(unary) };

    private static string? Symbol(Operator binary) => binary switch
    {
        Operator.Equality or Operator.StrictEquality => "==",
        Operator.Inequality or Operator.StrictInequality => "!=",
        Operator.LessThan => "<",
        Operator.LessThanOrEqual => "<=",
        Operator.GreaterThan => ">",
        Operator.GreaterThanOrEqual => ">=",
        Operator.Addition => "+",
        Operator.Subtraction => "-",
        Operator.Multiplication => "*",
        Operator.Division => "/",
        Operator.Remainder => "%",
        _ => null,
    };
}
