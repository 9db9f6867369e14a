using Acornima.Ast;

namespace Notifications.Rules.Expressions;

internal sealed partial class ExpressionCompiler
{
    private Node CompileMember(MemberExpression member, bool missingIsNull)
    {
        // Messages point at what is read, not at the beginning of a long chain.
        var place = At(member, member.Property);
        if (!member.Computed)
        {
            return member.Property is Identifier name
                ? new MemberNode(CompileReceiver(member), name.Name, member.Optional, missingIsNull) { Place = place }
                : Refuse(member.Property, "Private names (#name) are not part of the language.");
        }

        var receiver = CompileReceiver(member);
        return member.Property is StringLiteral text
            ? new MemberNode(receiver, text.Value, member.Optional, missingIsNull) { Place = place }
            : new IndexNode(receiver, Compile(member.Property), member.Optional, missingIsNull) { Place = place };
    }

    /// <summary>What <c>?.</c> is applied to may be missing as well as null.</summary>
    private Node CompileReceiver(MemberExpression member)
    {
        if (!member.Optional || member.Object is not MemberExpression inner || !TryGoDeeper(inner))
            return Compile(member.Object);

        var receiver = CompileMember(inner, missingIsNull: true);
        _depth--;
        return receiver;
    }

    private Node CompileNew(NewExpression made)
    {
        if (made.Callee is not Identifier { Name: "Date" or "Map" } type || IsDeclared(type.Name))
            return Refuse(made, Refusals.Of(made));
        if (type.Name == "Map")
        {
            return made.Arguments.Count == 0
                ? new MapNode([]) { Place = At(made) }
                : Refuse(made, "new Map takes nothing. Write a map as { a: 1 }.");
        }

        return made.Arguments.Count <= 1
            ? new NewDateNode(made.Arguments.Count == 0 ? null : Compile(made.Arguments[0])) { Place = At(made) }
            : Refuse(made, "new Date takes nothing, a String or a Number.");
    }
}
