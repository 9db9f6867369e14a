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
        var (line, column) = Place(logical);
        return new LogicalNode([.. operands.Select(Compile)], logical.Operator == Operator.LogicalAnd)
        {
            Line = line,
            Column = column,
        };
    }

    private Node CompileBinary(BinaryExpression binary)
    {
        var (line, column) = Place(binary);
        if (Symbol(binary.Operator) is not { } symbol)
            return Refuse(binary, Refusals.OfOperator(binary.Operator));

        var left = Compile(binary.Left);
        var right = Compile(binary.Right);
        return binary.Operator switch
        {
            Operator.Equality or Operator.StrictEquality =>
                new EqualityNode(left, right, negated: false) { Line = line, Column = column },
            Operator.Inequality or Operator.StrictInequality =>
                new EqualityNode(left, right, negated: true) { Line = line, Column = column },
            Operator.LessThan or Operator.LessThanOrEqual or Operator.GreaterThan or Operator.GreaterThanOrEqual =>
                new OrderNode(left, right, binary.Operator) { Line = line, Column = column },
            _ => new ArithmeticNode(left, right, binary.Operator, symbol) { Line = line, Column = column },
        };
    }

    private Node CompileUnary(UnaryExpression unary)
    {
        var (line, column) = Place(unary);
        return unary.Operator switch
        {
            Operator.LogicalNot => new NotNode(Compile(unary.Argument)) { Line = line, Column = column },
            Operator.UnaryNegation => new NegateNode(Compile(unary.Argument)) { Line = line, Column = column },
            _ => Refuse(unary, Refusals.OfOperator(unary.Operator)),
        };
    }

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
