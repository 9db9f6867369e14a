using Acornima.Ast;

namespace Notifications.Rules.Expressions;

internal sealed partial class ExpressionCompiler
{
    private static readonly Dictionary<(string? Of, string Name), Conversion> GlobalFunctions = new()
    {
        [(null, "Number")] = Conversions.ToNumber,
        [("JSON", "parse")] = Conversions.ParseJson,
        [("JSON", "stringify")] = Conversions.WriteJson,
    };

    private Node CompileCall(CallExpression call)
    {
        if (call.Callee is not (MemberExpression { Computed: false, Property: Identifier } or Identifier
            or ArrowFunctionExpression or CallExpression))
        {
            return Refuse(call.Callee, Refusals.OfFunction(call.Callee));
        }

        var name = call.Callee is MemberExpression member ? (Identifier)member.Property : call.Callee as Identifier;
        if (call.Optional)
            return Refuse((Acornima.Ast.Node?)name ?? call.Callee, Refusals.OfOptionalCall(name?.Name));
        if (CompileGlobalCall(call) is { } conversion)
            return conversion;
        return call.Callee switch
        {
            MemberExpression method => CompileMethodCall(call, method, name!),
            Identifier function when !IsDeclared(function.Name) => Refuse(function, Refusals.OfFunction(function)),
            _ => new CallFunctionNode(Compile(call.Callee), [.. call.Arguments.Select(Compile)]) { Place = At(call) },
        };
    }

    private Node? CompileGlobalCall(CallExpression call)
    {
        (string? Of, string Name) function = call.Callee switch
        {
            Identifier { Name: var name } => (null, name),
            MemberExpression { Object: Identifier { Name: var of }, Property: Identifier { Name: var name } } => (of, name),
            _ => default,
        };
        if (function.Name is null || !GlobalFunctions.TryGetValue(function, out var conversion) || IsDeclared(function.Of ?? function.Name))
            return null;
        return call.Arguments.Count == 1
            ? new ConversionNode(conversion, Compile(call.Arguments[0])) { Place = At(call) }
            : Refuse(call, $"{(function.Of is null ? "" : function.Of + ".")}{function.Name} takes one argument but got {call.Arguments.Count}.");
    }

    private Node CompileMethodCall(CallExpression call, MemberExpression callee, Identifier name)
    {
        if (!Method.All.TryGetValue(name.Name, out var method))
            return Refuse(name, Refusals.OfMethod(name.Name));

        var receiver = CompileReceiver(callee);
        if (call.Arguments.Count < method.MinArguments || call.Arguments.Count > method.MaxArguments)
            return Refuse(name, Refusals.OfArguments(method, call.Arguments.Count));
        Node[] arguments = [.. call.Arguments.Select((argument, index) =>
            index == method.FunctionAt ? CompileCallback(argument, method) : Compile(argument))];
        return new CallNode(receiver, method, arguments, callee.Optional) { Place = At(call, name) };
    }

    private Node CompileCallback(Acornima.Ast.Expression argument, Method method) => argument switch
    {
        ArrowFunctionExpression arrow => CompileLambda(arrow, method),
        Literal or TemplateLiteral or ArrayExpression or ObjectExpression when !method.FunctionIsOptional =>
            Refuse(argument, Refusals.OfCallback(method)),
        _ => Compile(argument),
    };
}
