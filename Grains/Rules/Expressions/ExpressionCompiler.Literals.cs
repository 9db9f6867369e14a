using Acornima;
using Acornima.Ast;

namespace Notifications.Rules.Expressions;

internal sealed partial class ExpressionCompiler
{
    private LiteralNode CompileLiteral(Literal literal) => literal.Kind switch
    {
        TokenKind.NullLiteral => Constant(literal, Value.Null),
        TokenKind.BooleanLiteral => Constant(literal, Value.Of((bool)literal.Value!)),
        TokenKind.NumericLiteral => Constant(literal, Value.Of((double)literal.Value!)),
        TokenKind.StringLiteral => Constant(literal, Value.Of((string)literal.Value!)),
        TokenKind.BigIntLiteral => Refuse(literal, "Numbers such as 1n are not part of the language. Write 1 instead."),
        _ => CompilePattern((RegExpLiteral)literal),
    };

    private LiteralNode CompilePattern(RegExpLiteral literal)
    {
        if (++_patterns > ExpressionLimits.Patterns)
            return Refuse(literal, $"An expression has at most {ExpressionLimits.Patterns} regular expressions. Bind one by let and use it again.");
        var (pattern, refusal) = Pattern.Compile(literal.RegExp.Pattern, literal.RegExp.Flags);
        return pattern is null ? Refuse(literal, refusal!) : Constant(literal, Value.Of(pattern));
    }

    private TemplateNode CompileTemplate(TemplateLiteral template) => new(
        [.. template.Quasis.Select(text => text.Value.Cooked ?? "")],
        [.. template.Expressions.Select(Compile)])
    {
        Place = At(template),
    };

    private Node CompileList(ArrayExpression list)
    {
        Node[] items = [.. list.Elements.Select(item => item is null
            ? Refuse(list, "A list may not have holes. Write null.")
            : Compile(item))];
        // Nothing can be changed, so a list of literals can be made once for all.
        return items.All(item => item is LiteralNode)
            ? Constant(list, Value.Of([.. items.Select(item => ((LiteralNode)item).Value)]))
            : new ListNode(items) { Place = At(list) };
    }

    private MapNode CompileMap(ObjectExpression map) =>
        new([.. map.Properties.Select(CompileMapMember)]) { Place = At(map) };

    private (string Name, Node Value) CompileMapMember(Acornima.Ast.Node member)
    {
        if (member is not Property { Kind: PropertyKind.Init, Computed: false, Method: false } property)
            return ("", Refuse(member, "A map holds members of the form name: value."));

        var name = property.Key switch
        {
            Identifier identifier => identifier.Name,
            StringLiteral text => text.Value,
            _ => null,
        };
        return name is null
            ? ("", Refuse(property.Key, "The name of a map's member is an identifier or a String."))
            : (name, Compile(property.Value));
    }
}
