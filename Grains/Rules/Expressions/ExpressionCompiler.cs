using Acornima;
using Acornima.Ast;

namespace Notifications.Rules.Expressions;

/// <summary>Turns an expression's text into nodes, or says with line and column why it can't.</summary>
internal sealed partial class ExpressionCompiler
{
    private readonly List<ExpressionError> _errors = [];
    private readonly List<string> _variables;
    private readonly string _given;
    private int _depth;
    private bool _tooDeep;

    private ExpressionCompiler(IReadOnlyList<string> variables)
    {
        _variables = [.. variables];
        _given = string.Join(", ", variables);
    }

    public static ExpressionCompilation Compile(string text, IReadOnlyList<string> variables)
    {
        if (variables.Count > ExpressionLimits.Variables)
            throw new ArgumentException($"At most {ExpressionLimits.Variables} variables.", nameof(variables));
        if (text.Length > ExpressionLimits.Length)
            return Failed($"The expression has {text.Length} characters; at most {ExpressionLimits.Length} are allowed.");
        if (string.IsNullOrWhiteSpace(text))
            return Failed("The expression is empty.");

        try
        {
            var compiler = new ExpressionCompiler(variables);
            var root = compiler.Compile(new Parser().ParseExpression(text, strict: true));
            return compiler._errors.Count == 0
                ? new ExpressionCompilation(new Expression(text, root, variables.Count), [])
                : new ExpressionCompilation(null, compiler._errors);
        }
        catch (ParseErrorException error)
        {
            return Failed($"{error.Description}.", error.LineNumber, error.Column + 1);
        }
        catch (InsufficientExecutionStackException)
        {
            return Failed(TooDeep);
        }
    }

    private static readonly string TooDeep =
        $"The expression is nested more than {ExpressionLimits.Depth} levels deep. Write it flatter or split the rule.";

    private static ExpressionCompilation Failed(string message, int line = 1, int column = 1) =>
        new(null, [new ExpressionError(message, Math.Max(line, 1), Math.Max(column, 1))]);

    private Node Compile(Acornima.Ast.Node node)
    {
        if (_depth == ExpressionLimits.Depth)
        {
            if (!_tooDeep)
                Refuse(node, TooDeep);
            _tooDeep = true;
            return Nothing(node);
        }

        _depth++;
        try
        {
            return CompileKind(node);
        }
        finally
        {
            _depth--;
        }
    }

    private Node CompileKind(Acornima.Ast.Node node)
    {
        var (line, column) = Place(node);
        return node switch
        {
            Literal literal => CompileLiteral(literal),
            Identifier identifier => CompileVariable(identifier),
            ChainExpression chain => new ChainNode(Compile(chain.Expression)) { Line = line, Column = column },
            MemberExpression member => CompileMember(member, missingIsNull: false),
            CallExpression call => CompileCall(call),
            NewExpression made => CompileNew(made),
            LogicalExpression { Operator: Operator.NullishCoalescing } or =>
                new CoalesceNode(Compile(or.Left), Compile(or.Right)) { Line = line, Column = column },
            LogicalExpression logical => CompileLogical(logical),
            BinaryExpression binary => CompileBinary(binary),
            // To the parser ++ is an unary operator too.
            UpdateExpression => Refuse(node, Refusals.Of(node)),
            UnaryExpression unary => CompileUnary(unary),
            ConditionalExpression choice => new ConditionalNode(
                Compile(choice.Test), Compile(choice.Consequent), Compile(choice.Alternate)) { Line = line, Column = column },
            TemplateLiteral template => CompileTemplate(template),
            ArrayExpression list => CompileList(list),
            ObjectExpression map => CompileMap(map),
            _ => Refuse(node, Refusals.Of(node)),
        };
    }

    private Node CompileVariable(Identifier identifier)
    {
        var slot = _variables.LastIndexOf(identifier.Name);
        return slot >= 0
            ? new VariableNode(slot) { Line = Place(identifier).Line, Column = Place(identifier).Column }
            : Refuse(identifier, Refusals.OfVariable(identifier.Name, _given));
    }

    private LiteralNode Refuse(Acornima.Ast.Node node, string message)
    {
        var (line, column) = Place(node);
        _errors.Add(new ExpressionError(message, line, column));
        return Nothing(node);
    }

    private static LiteralNode Nothing(Acornima.Ast.Node node) => Constant(node, Value.Null);

    private static LiteralNode Constant(Acornima.Ast.Node node, Value value)
    {
        var (line, column) = Place(node);
        return new LiteralNode(value) { Line = line, Column = column };
    }

    private static (int Line, int Column) Place(Acornima.Ast.Node node) =>
        (node.Location.Start.Line, node.Location.Start.Column + 1);
}
