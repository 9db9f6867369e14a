using Acornima;
using Acornima.Ast;

namespace Notifications.Rules.Expressions;

/// <summary>Says of what the language does not have what to write instead.</summary>
internal static class Refusals
{
    public static string Of(Acornima.Ast.Node node) => node switch
    {
        AssignmentExpression => "Nothing can be assigned. To compare, write ==.",
        UpdateExpression => "++ and -- are not part of the language; nothing can be changed. Write x + 1.",
        ThisExpression => "'this' is not part of the language. Use event.",
        NewExpression => "Only new Date() can be made. For a day, write new Date('2026-11-23').toCalendarDate().",
        FunctionExpression => "Functions are not part of the language. Write an arrow function: i => i.field == 'status'.",
        ArrowFunctionExpression => "An arrow function stands only as the argument of some, every, filter or map.",
        TaggedTemplateExpression => "Tagged templates are not part of the language. Write the template alone.",
        SequenceExpression => "The comma operator is not part of the language. Use && or ||.",
        SpreadElement => "'...' is not part of the language. Write the items one by one.",
        AwaitExpression => "'await' is not part of the language: nothing here takes time.",
        ClassExpression => "Classes are not part of the language. Use a map: { name: value }.",
        ImportExpression or MetaProperty => "Nothing can be imported. Use event.",
        _ => $"{node.TypeText} is not part of the language.",
    };

    public static string OfVariable(string name, string given) => name switch
    {
        "undefined" => "'undefined' is not part of the language. Use null, and ?. where a property may be missing.",
        "NaN" or "Infinity" => $"'{name}' is not part of the language. Use a number.",
        _ => $"There is no '{name}' here; there is only {given}.",
    };

    public static string OfFunction(Acornima.Ast.Node callee) => callee switch
    {
        Identifier { Name: "String" } => "'String(…)' is not part of the language. Write a template: `${value}`.",
        Identifier { Name: "Number" } => "'Number(…)' is not available yet. Compare with a String: '3'.",
        Identifier { Name: "Boolean" } => "'Boolean(…)' is not part of the language. Compare: value != null.",
        Identifier function => $"There is no function '{function.Name}'. Only methods of a String or List can be called.",
        _ => "Only methods can be called, by their name: event.labels.includes('x').",
    };

    public static string OfMethod(string name) => $"There is no method '{name}'. " + (name switch
    {
        "startsWith" or "endsWith" or "search" or "test" => "Use includes, or compare with ==.",
        "has" or "contains" or "hasOwnProperty" => "Use includes, or ?. and != null.",
        "find" => "Use filter(…)[0], with ?.[0] where nothing may be found.",
        "findIndex" or "findLast" or "forEach" => "Use some, every, filter or map.",
        "equals" => "Compare with ==.",
        "toLocaleLowerCase" => "Use toLowerCase().",
        "toLocaleUpperCase" => "Use toUpperCase().",
        "indexOf" or "match" or "matchAll" => "It is not available yet: use includes.",
        _ => $"Use one of {string.Join(", ", Method.All.Keys.Order(StringComparer.Ordinal))}.",
    });

    public static string OfOperator(Operator refused) => refused switch
    {
        Operator.BitwiseAnd => "& is not part of the language. Use &&.",
        Operator.BitwiseOr => "| is not part of the language. Use ||.",
        Operator.In => "'in' is not part of the language. Use includes, or ?. and != null.",
        Operator.InstanceOf => "'instanceof' is not part of the language. Types are strict; compare values with ==.",
        Operator.TypeOf => "'typeof' is not available yet. Types are strict; use ?. and ?? where a value may be missing.",
        Operator.Exponentiation => "** is not part of the language. Use *.",
        Operator.UnaryPlus => "Unary + is not part of the language. Leave it out.",
        Operator.Void or Operator.Delete => "'void' and 'delete' are not part of the language: nothing can be changed. Use null.",
        _ => "Operators on bits are not part of the language. Use && || ! on Booleans.",
    };
}
