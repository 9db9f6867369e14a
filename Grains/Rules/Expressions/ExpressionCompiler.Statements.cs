using Acornima;
using Acornima.Ast;

namespace Notifications.Rules.Expressions;

internal sealed partial class ExpressionCompiler
{
    /// <summary>A statement, and whether the function ends with it in every case.</summary>
    private readonly record struct CompiledStatement(Node Node, bool Ends);

    /// <summary>The statements of a function, or of the whole text: the last of them gives its value.</summary>
    private Node CompileBody(in NodeList<Statement> statements, Acornima.Ast.Node whole)
    {
        var body = CompileBlock(statements, whole, isLast: true);
        if (!body.Ends && _errors.Count == 0)
            Refuse(statements.Count == 0 ? whole : statements[^1], "This does not give a value in every case. End with an expression, return or throw, and if with else.");
        return body.Node;
    }

    private CompiledStatement CompileBlock(in NodeList<Statement> statements, Acornima.Ast.Node whole, bool isLast)
    {
        var scope = _frame.Count;
        var nodes = new List<Node>();
        var ends = false;
        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i] is EmptyStatement)
                continue;
            if (ends)
            {
                Refuse(statements[i], "This is never reached. Leave it out.");
                break;
            }

            (var node, ends) = CompileStatement(statements[i], isLast && IsLast(statements, i));
            nodes.Add(node);
        }

        _frame.LeaveTo(scope);
        return new CompiledStatement(nodes.Count == 1 ? nodes[0] : new BlockNode([.. nodes]) { Place = At(whole) }, ends);
    }

    private static bool IsLast(in NodeList<Statement> statements, int index)
    {
        for (var i = index + 1; i < statements.Count; i++)
        {
            if (statements[i] is not EmptyStatement)
                return false;
        }

        return true;
    }

    private CompiledStatement CompileStatement(Statement statement, bool isLast)
    {
        if (!TryGoDeeper(statement))
            return new CompiledStatement(Nothing(statement), Ends: true);
        try
        {
            return statement switch
            {
                VariableDeclaration declaration => new(CompileDeclaration(declaration), Ends: false),
                ExpressionStatement { Expression: AssignmentExpression { Operator: Operator.Assignment, Left: Identifier } assignment } =>
                    new(CompileAssignment(assignment), Ends: false),
                ExpressionStatement expression => CompileResult(expression, isLast),
                ReturnStatement { Argument: { } result } => new(Compile(result), Ends: true),
                ThrowStatement thrown => new(new ThrowNode(Compile(thrown.Argument)) { Place = At(thrown) }, Ends: true),
                BlockStatement block => CompileBlock(block.Body, block, isLast),
                IfStatement choice => CompileIf(choice, isLast),
                TryStatement attempt => CompileTry(attempt, isLast),
                _ => new(Refuse(statement, Refusals.Of(statement)), Ends: true),
            };
        }
        finally
        {
            _depth--;
        }
    }

    private CompiledStatement CompileResult(ExpressionStatement statement, bool isLast)
    {
        var node = Compile(statement.Expression);
        if (!isLast && _errors.Count == 0)
            Refuse(statement, "The value of this is lost. Write return before it, or let and a name, or && between two conditions.");
        return new CompiledStatement(node, Ends: isLast);
    }

    private Node CompileDeclaration(VariableDeclaration declaration)
    {
        if (declaration.Kind is not (VariableDeclarationKind.Let or VariableDeclarationKind.Const))
            return Refuse(declaration, "'var' is not part of the language. Write let.");
        Node[] declared = [.. declaration.Declarations.Select(CompileDeclarator)];
        return declared.Length == 1 ? declared[0] : new BlockNode(declared) { Place = At(declaration) };
    }

    private Node CompileDeclarator(VariableDeclarator declarator)
    {
        if (declarator.Id is not Identifier name)
            return Refuse(declarator, "Taking values apart is not part of the language. Write let a = value.a.");
        return declarator.Init is null
            ? Refuse(declarator, $"'{name.Name}' needs a value, and can't be given one later. Write let {name.Name} = value.")
            : Declare(declarator, name, declarator.Init);
    }

    // Jira's language lets let be left out.
    private Node CompileAssignment(AssignmentExpression assignment)
    {
        var name = (Identifier)assignment.Left;
        return IsDeclared(name.Name)
            ? Refuse(assignment, Refusals.OfAssignment(name.Name))
            : Declare(assignment, name, assignment.Right);
    }

    private Node Declare(Acornima.Ast.Node whole, Identifier name, Acornima.Ast.Expression value)
    {
        // The name comes into scope behind its value, which can't read it.
        var compiled = Compile(value);
        return TryDeclare(name) is { } slot
            ? new DeclarationNode(slot, compiled) { Place = At(whole) }
            : Nothing(whole);
    }
}
