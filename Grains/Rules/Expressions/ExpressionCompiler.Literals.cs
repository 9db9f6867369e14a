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
        _ => Refuse(literal, "Regular expressions are not available yet. Use includes."),
    };

    private TemplateNode CompileTemplate(TemplateLiteral template)
    {
        var (line, column) = Place(template);
        return new TemplateNode(
            [.. template.Quasis.Select(text => text.Value.Cooked ?? "")],
            [.. template.Expressions.Select(Compile)])
        {
            Line = line,
            Column = column,
        };
    }

    private ListNode CompileList(ArrayExpression list)
    {
        var (line, column) = Place(list);
        return new ListNode([.. list.Elements.Select(item => item is null
            ? Refuse(list, "A list may not have holes. Write null.")
            : Compile(item))])
        {
            Line = line,
            Column = column,
        };
    }

    private MapNode CompileMap(ObjectExpression map)
    {
        var (line, column) = Place(map);
        return new MapNode([.. map.Properties.Select(CompileMapMember)]) { Line = line, Column = column };
    }

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
