using Acornima;
using Acornima.Ast;

namespace Notifications.Rules.Expressions;

/// <summary>Turns an expression's text into nodes, or says with line and column why it can't.</summary>
internal sealed partial class ExpressionCompiler
{
    private static readonly string TooDeep =
        $"The expression is nested more than {ExpressionLimits.Depth} levels deep. Write it flatter or split the rule.";

    private readonly List<ExpressionError> _errors = [];
    private readonly string _given;
    private Frame _frame = new(outer: null);
    private int _depth;
    private int _deepest;
    private int _patterns;
    private bool _tooDeep;

    private ExpressionCompiler(IReadOnlyList<string> variables)
    {
        _given = string.Join(", ", variables);
        foreach (var name in variables)
            _frame.Declare(name);
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
            var root = compiler.CompileWhole(ExpressionParser.Parse(text));
            return compiler._errors.Count == 0
                ? new ExpressionCompilation(new Expression(text, root, variables.Count, compiler._frame.Slots), [])
                : new ExpressionCompilation(null, compiler._errors);
        }
        catch (ParseErrorException error)
        {
            return Failed(Refusals.OfSyntax(error.Description, text), error.LineNumber, error.Column + 1);
        }
        catch (InsufficientExecutionStackException)
        {
            return Failed(TooDeep);
        }
        catch (OverflowException)
        {
            // The parser reads the number of a back-reference into 32 bits.
            return Failed("A regular expression refers to a group by a number that is too great.");
        }
    }

    private static ExpressionCompilation Failed(string message, int line = 1, int column = 1) =>
        new(null, [new ExpressionError(message, Math.Max(line, 1), Math.Max(column, 1))]);

    private Node CompileWhole(Acornima.Ast.Node parsed) =>
        parsed is Program program ? CompileBody(program.Body, program) : Compile(parsed);

    private Node Compile(Acornima.Ast.Node node)
    {
        if (!TryGoDeeper(node))
            return Nothing(node);
        try
        {
            return CompileKind(node);
        }
        finally
        {
            _depth--;
        }
    }

    private bool TryGoDeeper(Acornima.Ast.Node node)
    {
        if (_depth == ExpressionLimits.Depth)
        {
            if (!_tooDeep)
                Refuse(node, TooDeep);
            _tooDeep = true;
            return false;
        }

        _depth++;
        _deepest = Math.Max(_deepest, _depth);
        return true;
    }

    private Node CompileKind(Acornima.Ast.Node node) => node switch
    {
        Literal literal => CompileLiteral(literal),
        Identifier identifier => CompileVariable(identifier),
        ChainExpression chain => new ChainNode(Compile(chain.Expression)) { Place = At(node) },
        MemberExpression member => CompileMember(member, missingIsNull: false),
        CallExpression call => CompileCall(call),
        NewExpression made => CompileNew(made),
        LogicalExpression { Operator: Operator.NullishCoalescing } or =>
            new CoalesceNode(Compile(or.Left), Compile(or.Right)) { Place = At(node) },
        LogicalExpression logical => CompileLogical(logical),
        BinaryExpression binary => CompileBinary(binary),
        // To the parser ++ is an unary operator too.
        UpdateExpression => Refuse(node, Refusals.Of(node)),
        UnaryExpression unary => CompileUnary(unary),
        ConditionalExpression choice => new ConditionalNode(
            Compile(choice.Test), Compile(choice.Consequent), Compile(choice.Alternate)) { Place = At(node) },
        TemplateLiteral template => CompileTemplate(template),
        ArrayExpression list => CompileList(list),
        ObjectExpression map => CompileMap(map),
        ArrowFunctionExpression arrow => CompileFunction(arrow),
        _ => Refuse(node, Refusals.Of(node)),
    };

    private Node CompileVariable(Identifier identifier) =>
        _frame.Read(identifier.Name, At(identifier)) ?? Refuse(identifier, Refusals.OfVariable(identifier.Name, _given));

    private bool IsDeclared(string name) => _frame.Read(name, default) is not null;

    private LiteralNode Refuse(Acornima.Ast.Node node, string message)
    {
        var place = At(node);
        _errors.Add(new ExpressionError(message, place.Line, place.Column));
        return Nothing(node);
    }

    private static LiteralNode Nothing(Acornima.Ast.Node node) => Constant(node, Value.Null);

    private static LiteralNode Constant(Acornima.Ast.Node node, Value value) => new(value) { Place = At(node) };

    private static Place At(Acornima.Ast.Node node) => At(node, node);

    /// <summary>The place of a part that messages point into, because it begins long before what it does.</summary>
    private static Place At(Acornima.Ast.Node node, Acornima.Ast.Node point) =>
        new(point.Location.Start.Line, point.Location.Start.Column + 1, node.Start, node.End);
}
