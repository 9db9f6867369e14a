using Acornima.Ast;

namespace Notifications.Rules.Expressions;

internal sealed partial class ExpressionCompiler
{
    /// <summary>An arrow function where a method takes one: it runs in the frame that is around it.</summary>
    private Node CompileLambda(ArrowFunctionExpression arrow, Method method)
    {
        if (arrow.Params.Count > method.FunctionGets)
            return Refuse(arrow.Params[method.FunctionGets], Refusals.OfCallback(method));
        if (!TryGoDeeper(arrow))
            return Nothing(arrow);

        var scope = _frame.Count;
        var node = TryDeclareParameters(arrow)
            ? new LambdaNode(scope, arrow.Params.Count, CompileFunctionBody(arrow)) { Place = At(arrow) }
            : (Node)Nothing(arrow);
        _frame.LeaveTo(scope);
        _depth--;
        return node;
    }

    /// <summary>An arrow function as a value: it has a frame of its own.</summary>
    private Node CompileFunction(ArrowFunctionExpression arrow)
    {
        var (depth, deepest) = (_depth, _deepest);
        _frame = new Frame(_frame);
        _deepest = _depth;
        Node node = Nothing(arrow);
        if (TryDeclareParameters(arrow))
        {
            var body = CompileFunctionBody(arrow);
            node = new FunctionNode(arrow.Params.Count, _frame.Slots, _frame.Captured, body, _deepest - depth + 1)
            {
                Place = At(arrow),
            };
        }

        _frame = _frame.Outer!;
        _deepest = Math.Max(_deepest, deepest);
        return node;
    }

    private bool TryDeclareParameters(ArrowFunctionExpression arrow)
    {
        if (arrow.Async)
        {
            Refuse(arrow, "'async' is not part of the language: nothing here takes time.");
            return false;
        }

        foreach (var parameter in arrow.Params)
        {
            if (parameter is not Identifier name)
            {
                Refuse(parameter, "A parameter is a name. Write (a, b) => … and read what it holds: a.field.");
                return false;
            }

            if (TryDeclare(name) is null)
                return false;
        }

        return true;
    }

    private int? TryDeclare(Identifier name)
    {
        if (!_frame.IsFull)
            return _frame.Declare(name.Name);
        Refuse(name, $"More than {ExpressionLimits.Variables} variables are in scope here. Use fewer, or split the rule.");
        return null;
    }

    private Node CompileFunctionBody(ArrowFunctionExpression arrow) => arrow.Body is BlockStatement block
        ? CompileBody(block.Body, block)
        : Compile(arrow.Body);
}
