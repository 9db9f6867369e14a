using Acornima.Ast;

namespace Notifications.Rules.Expressions;

internal sealed partial class ExpressionCompiler
{
    private Node CompileMember(MemberExpression member, bool missingIsNull)
    {
        // Messages point at what is read, not at the beginning of a long chain.
        var (line, column) = Place(member.Property);
        if (!member.Computed)
        {
            return member.Property is Identifier name
                ? new MemberNode(CompileReceiver(member), name.Name, member.Optional, missingIsNull)
                {
                    Line = line,
                    Column = column,
                }
                : Refuse(member.Property, "Private names (#name) are not part of the language.");
        }

        var receiver = CompileReceiver(member);
        return member.Property is StringLiteral text
            ? new MemberNode(receiver, text.Value, member.Optional, missingIsNull) { Line = line, Column = column }
            : new IndexNode(receiver, Compile(member.Property), member.Optional, missingIsNull)
            {
                Line = line,
                Column = column,
            };
    }

    /// <summary>What <c>?.</c> is applied to may be missing as well as null.</summary>
    private Node CompileReceiver(MemberExpression member)
    {
        if (!member.Optional || member.Object is not MemberExpression inner || _depth >= ExpressionLimits.Depth)
            return Compile(member.Object);

        _depth++;
        var receiver = CompileMember(inner, missingIsNull: true);
        _depth--;
        return receiver;
    }

    private Node CompileCall(CallExpression call)
    {
        if (call.Callee is not MemberExpression { Computed: false, Property: Identifier name } callee)
            return Refuse(call.Callee, Refusals.OfFunction(call.Callee));
        if (call.Optional)
            return Refuse(name, $"'?.(' is not part of the language. Write ?.{name.Name}(…) instead.");
        if (!Method.All.TryGetValue(name.Name, out var method))
            return Refuse(name, Refusals.OfMethod(name.Name));

        var receiver = CompileReceiver(callee);
        var argument = CompileArgument(call, name, method);
        var (line, column) = Place(name);
        return new CallNode(receiver, method, argument, callee.Optional) { Line = line, Column = column };
    }

    private Node CompileNew(NewExpression made)
    {
        if (made.Callee is not Identifier { Name: "Date" } || _variables.Contains("Date"))
            return Refuse(made, Refusals.Of(made));
        if (made.Arguments.Count > 1)
            return Refuse(made, "new Date takes nothing, a String or a Number.");
        var (line, column) = Place(made);
        return new NewDateNode(made.Arguments.Count == 0 ? null : Compile(made.Arguments[0])) { Line = line, Column = column };
    }

    private Node? CompileArgument(CallExpression call, Identifier name, Method method)
    {
        var wanted = method.Takes == MethodArgument.Nothing ? 0 : 1;
        if (call.Arguments.Count != wanted)
        {
            return Refuse(name, wanted == 0
                ? $"{method.Name} takes nothing: write {method.Name}()."
                : $"{method.Name} takes one argument but got {call.Arguments.Count}.");
        }

        if (wanted == 0)
            return null;
        return method.Takes == MethodArgument.Lambda ? CompileLambda(call.Arguments[0], method) : Compile(call.Arguments[0]);
    }

    private Node CompileLambda(Acornima.Ast.Expression argument, Method method)
    {
        if (argument is not ArrowFunctionExpression { Async: false, Params.Count: 1 } arrow
            || arrow.Params[0] is not Identifier parameter || arrow.Body is not Acornima.Ast.Expression body)
        {
            return Refuse(argument,
                $"{method.Name} needs an arrow function of one parameter, such as {method.Name}(i => i.field == 'status').");
        }

        if (_variables.Count == ExpressionLimits.Variables)
            return Refuse(argument, "Arrow functions are nested too deep.");

        var slot = _variables.Count;
        _variables.Add(parameter.Name);
        var compiled = Compile(body);
        _variables.RemoveAt(slot);
        var (line, column) = Place(arrow);
        return new LambdaNode(slot, compiled) { Line = line, Column = column };
    }
}
