using Acornima.Ast;

namespace Notifications.Rules.Expressions;

internal sealed partial class ExpressionCompiler
{
    private CompiledStatement CompileIf(IfStatement choice, bool isLast)
    {
        var branches = new List<(Node Test, Node Body)>();
        var ends = true;
        for (var next = choice; ; next = (IfStatement)next.Alternate)
        {
            var test = Compile(next.Test);
            var body = CompileBranch(next.Consequent, isLast);
            branches.Add((test, body.Node));
            ends &= body.Ends;
            if (next.Alternate is IfStatement)
                continue;

            CompiledStatement? otherwise = next.Alternate is null ? null : CompileBranch(next.Alternate, isLast);
            return new CompiledStatement(
                new IfNode([.. branches], otherwise?.Node) { Place = At(choice) }, ends && otherwise?.Ends == true);
        }
    }

    private CompiledStatement CompileBranch(Statement branch, bool isLast)
    {
        var scope = _frame.Count;
        var compiled = CompileStatement(branch, isLast);
        _frame.LeaveTo(scope);
        return compiled;
    }

    private CompiledStatement CompileTry(TryStatement attempt, bool isLast)
    {
        if (attempt.Finalizer is { } after)
            Refuse(after, "'finally' is not part of the language: nothing is left open. Write it after try and catch.");
        if (attempt.Handler is not { } handler)
            return new CompiledStatement(Nothing(attempt), Ends: true);

        var body = CompileBranch(attempt.Block, isLast);
        var scope = _frame.Count;
        int? slot = null;
        if (handler.Param is Identifier name)
            slot = TryDeclare(name);
        else if (handler.Param is { } pattern)
            Refuse(pattern, "What is caught has a name: catch (e), and then e.message.");
        var caught = CompileStatement(handler.Body, isLast);
        _frame.LeaveTo(scope);
        return new CompiledStatement(
            new TryNode(body.Node, slot, caught.Node) { Place = At(attempt) }, body.Ends && caught.Ends);
    }
}
