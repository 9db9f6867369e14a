using Acornima;
using Acornima.Ast;

namespace Notifications.Rules.Expressions;

/// <summary>Says of what the language does not have what to write instead.</summary>
internal static class Refusals
{
    public static string Of(Acornima.Ast.Node node) => node switch
    {
        AssignmentExpression { Left: MemberExpression } =>
            "Nothing can be changed. To compare, write ==; for a changed map, write map.set('name', value).",
        AssignmentExpression { Left: Identifier name } => OfAssignment(name.Name),
        AssignmentExpression => "Nothing can be assigned. To compare, write ==.",
        UpdateExpression => "++ and -- are not part of the language; nothing can be changed. Write x + 1.",
        ThisExpression => "'this' is not part of the language. Use event.",
        NewExpression => "Only new Date() and new Map() can be made. For a day, write new Date('2026-11-23').toCalendarDate().",
        FunctionExpression or FunctionDeclaration =>
            "'function' is not part of the language. Write an arrow function: let f = (a, b) => a + b;",
        TaggedTemplateExpression => "Tagged templates are not part of the language. Write the template alone.",
        SequenceExpression => "The comma operator is not part of the language. Use && or ||.",
        SpreadElement => "'...' is not part of the language. Write concat for lists and set for maps.",
        AwaitExpression => "'await' is not part of the language: nothing here takes time.",
        ClassExpression or ClassDeclaration => "Classes are not part of the language. Use a map: { name: value }.",
        ImportExpression or MetaProperty or ImportDeclaration => "Nothing can be imported. Use event.",
        ForStatement or ForInStatement or ForOfStatement or WhileStatement or DoWhileStatement =>
            "Loops are not part of the language. Use map, filter, some, every or reduce.",
        BreakStatement or ContinueStatement => "Loops are not part of the language, and so there is nothing to leave. Use some or every.",
        SwitchStatement => "'switch' is not part of the language. Write if and else if.",
        ReturnStatement => "return needs a value.",
        LabeledStatement => "Labels are not part of the language. For a map, write ({ name: value }).",
        DebuggerStatement => "'debugger' is not part of the language. Leave it out.",
        _ => $"{node.TypeText} is not part of the language.",
    };

    /// <summary>What the parser says; and where a map may stand as a block, how to write it.</summary>
    public static string OfSyntax(string description, string text) =>
        description.Contains("':'", StringComparison.Ordinal) && text.Contains("=> {", StringComparison.Ordinal)
            ? $"{description}. For a map as the body of a function, write ({{ name: value }})."
            : $"{description}.";

    public static string OfAssignment(string name) =>
        $"'{name}' has a value, and nothing can be changed. To compare, write ==; for another value, write let and another name.";

    public static string OfVariable(string name, string given) => name switch
    {
        "undefined" => "'undefined' is not part of the language. Use null, and ?. where a property may be missing.",
        "NaN" or "Infinity" => $"'{name}' is not part of the language. Use a number.",
        "Math" => "There is no 'Math' here. Use + - * / % and ?:.",
        _ => $"There is no '{name}' here; there is only {given}.",
    };

    public static string OfFunction(Acornima.Ast.Node callee) => callee switch
    {
        Identifier { Name: "String" } => "'String(…)' is not part of the language. Write a template: `${value}`.",
        Identifier { Name: "Boolean" } => "'Boolean(…)' is not part of the language. Compare: value != null.",
        Identifier { Name: "Date" or "Map" } type => $"'{type.Name}(…)' is not part of the language. Write new {type.Name}().",
        Identifier { Name: "parseInt" or "parseFloat" } => "Write Number(…) instead.",
        Identifier function => $"There is no function '{function.Name}'. Write it before this: let {function.Name} = a => …;",
        _ => "Only methods can be called, by their name: event.labels.includes('x').",
    };

    public static string OfOptionalCall(string? name) =>
        name is null ? "'?.(' is not part of the language." : $"'?.(' is not part of the language. Write ?.{name}(…) instead.";

    public static string OfMethod(string name) => $"There is no method '{name}'. " + (name switch
    {
        "startsWith" => "Write indexOf(…) == 0.",
        "endsWith" => "Write slice(-n) == …, or match(/…$/).",
        "search" or "test" or "exec" => "Use match, which gives null where nothing is found.",
        "has" or "contains" or "hasOwnProperty" => "Use includes, or ?. and != null.",
        "find" => "Use filter(…)[0], with ?.[0] where nothing may be found.",
        "findIndex" or "findLast" or "forEach" => "Use some, every, filter or map.",
        "flat" => "Use flatten().",
        "push" or "unshift" => "Use concat, which gives a new list.",
        "pop" or "shift" or "splice" or "substring" or "substr" => "Use slice.",
        "charAt" or "at" => "Use slice(n, n + 1) of a String, [n] of a List.",
        "reverse" => "Use sort with a function that orders the other way.",
        "replaceAll" => "Use replace with a regular expression that has the flag g.",
        "keys" or "values" => "Use entries().map(e => e[0]), or e[1] for the values.",
        "delete" or "clear" => "Nothing can be changed. Make the map of what shall be in it.",
        "trimStart" or "trimEnd" => "Use trim().",
        "equals" or "localeCompare" or "compareTo" => "Compare with == < >.",
        "getTime" or "valueOf" => "Write Number(date), or compare dates with < and >.",
        "toCalendarDateUTC" => "Use toCalendarDate(), which is in UTC.",
        "plusYears" or "minusYears" => "Use plusMonths(12), minusMonths(12).",
        "plusWeeks" or "minusWeeks" => "Use plusDays(7), minusDays(7).",
        "toLocaleLowerCase" => "Use toLowerCase().",
        "toLocaleUpperCase" => "Use toUpperCase().",
        "toFixed" or "toLocaleString" => "Write a template: `${value}`.",
        _ => $"Use one of {string.Join(", ", Method.All.Keys.Order(StringComparer.Ordinal))}.",
    });

    public static string OfArguments(Method method, int got) => method.MaxArguments == 0
        ? $"{method.Name} takes nothing: write {method.Name}()."
        : $"{method.Name} takes {(method.MinArguments, method.MaxArguments) switch
        {
            (1, 1) => "one argument",
            (2, 2) => "two arguments",
            (0, _) => "one argument or none",
            _ => "one or two arguments",
        }} but got {got}.";

    public static string OfCallback(Method method) => $"{method.Name} needs a function, such as " + (method.Name switch
    {
        "reduce" => "reduce((sum, i) => sum + i.count, 0).",
        "sort" => "sort((a, b) => a.count - b.count).",
        "replace" => "replace(/a+/g, found => found.toUpperCase()).",
        "map" or "flatMap" => $"{method.Name}(i => i.field), or (i, index) => ….",
        _ => $"{method.Name}(i => i.field == 'status'), or (i, index) => ….",
    });

    public static string OfOperator(Operator refused) => refused switch
    {
        Operator.BitwiseAnd => "& is not part of the language. Use &&.",
        Operator.BitwiseOr => "| is not part of the language. Use ||.",
        Operator.In => "'in' is not part of the language. Use includes, or ?. and != null.",
        Operator.InstanceOf => "'instanceof' is not part of the language. Use typeof.",
        Operator.Exponentiation => "** is not part of the language. Use *.",
        Operator.UnaryPlus => "Unary + is not part of the language. Write Number(…).",
        Operator.Void or Operator.Delete => "'void' and 'delete' are not part of the language: nothing can be changed. Use null.",
        _ => "Operators on bits are not part of the language. Use && || ! on Booleans.",
    };
}
