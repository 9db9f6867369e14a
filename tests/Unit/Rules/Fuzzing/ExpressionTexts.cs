using CsCheck;

namespace Notifications.Tests.Unit.Rules.Fuzzing;

/// <summary>Makes texts: expressions of the language's grammar, expressions that somebody mistyped, and garbage.</summary>
internal static class ExpressionTexts
{
    private const int MaxDepth = 5;

    private static readonly string[] Tokens =
    [
        "event", "actor", "history", ".", "?.", "?.[", "(", ")", "[", "]", "{", "}", "`", "${", "'", "\"", "=>", ";", ",", ":", "?", "??",
        "&&", "||", "!", "==", "!=", "<", ">=", "+", "-", "*", "/", "%", "=", "...", "i", "let ", "const ", "return ", "if (", "else ", "try {",
        "catch (e) {", "throw ", "new ", "Date", "Map", "typeof ", "null", "undefined", "true", "1", "0x1", "1e309", "1n", "'a'", "/a+/g",
        ".some(", ".map(", ".reduce(", ".sort(", ".flatMap(", ".includes(", ".match(", ".replace(", ".padStart(1000000)", ".repeat(1000000)",
        "JSON.parse(", "Number(", "this", "function", "class ", "await ", "async ", "import(", "#x", "//", "/*", "<!--", "\n", "\\", "\0",
        "\ud800", "\u2028", "é", "__proto__", "constructor", "startsWith",
    ];

    private static readonly Gen<string> Names = Gen.OneOf(
        "issue", "fields", "project", "key", "labels", "items", "changelog", "field", "toString", "length", "a", "b", "text", "none");

    private static readonly Gen<string> Literals = Gen.OneOf(
        Gen.OneOf("null", "true", "false", "0", "1", "2.5", "1e300", "''", "'status'", "'Done'", "'PLAT'", "`x`", "[]", "[1, 2]", "['a', 'Done']", "({ a: 1 })"),
        Gen.Int[0, 1_000].Select(number => $"{number}"));

    private static readonly Gen<string> Paths = Gen.Select(
        Gen.OneOf("event", "event", "event", "actor", "history", "i", "j"),
        Gen.Select(Gen.OneOf(".", ".", "?."), Names).Select((dot, name) => dot + name).Array[0, 5])
        .Select((root, members) => root + string.Concat(members));

    /// <summary>Texts of the grammar; types and names may still be wrong.</summary>
    public static readonly Gen<string> Valid = Gen.Recursive<string>((depth, part) => depth > MaxDepth
        ? Gen.OneOf(Literals, Paths)
        : Gen.Frequency(
            (2, Literals),
            (6, Paths),
            (6, Gen.Select(part, Gen.OneOf("==", "!=", "&&", "||", "??", "<", ">=", "+", "-", "*", "/", "%"), part)
                .Select((left, symbol, right) => $"({left} {symbol} {right})")),
            (4, Gen.Select(Paths, Gen.OneOf("==", "!="), Literals).Select((left, symbol, right) => $"{left} {symbol} {right}")),
            (2, part.Select(test => $"!{test}")),
            (1, Gen.Select(part, part, part).Select((test, one, other) => $"({test} ? {one} : {other})")),
            (1, Gen.Select(part, part).Select((one, other) => $"`{{${{{one}}}-${{{other}}}`")),
            (1, Gen.Select(part, part).Select((list, index) => $"{list}?.[{index}]")),
            (5, Gen.Select(part, Gen.OneOf(".", "?."), Gen.OneOf("some", "every", "filter", "map", "flatMap", "sort", "reduce"), Gen.OneOf("i", "j", "(i, j)"), part)
                .Select((list, dot, method, parameters, body) => $"{list}{dot}{method}({parameters} => {body})")),
            (3, Gen.Select(part, Gen.OneOf("includes", "indexOf", "concat", "split", "join", "slice", "repeat", "padEnd"), part)
                .Select((on, method, argument) => $"{on}.{method}({argument})")),
            (2, Gen.Select(part, Gen.OneOf("toLowerCase", "toUpperCase", "trim", "flatten", "length", "getEntries"))
                .Select((on, method) => $"{on}.{method}()")),
            (1, Gen.Select(part, part).Select((value, rest) => $"[1].map(x => {{ let i = {value}; if (true) {{ return {rest}; }} return i; }})[0]"))));

    /// <summary>Expressions in which a token is missing or too many.</summary>
    public static readonly Gen<string> NearlyValid = Gen.Select(Valid, Gen.OneOf(Tokens), Gen.Int[0, 10_000], Gen.Int[0, 3])
        .Select((text, token, at, removed) =>
        {
            var start = at % (text.Length + 1);
            return text[..start] + token + text[Math.Min(start + removed, text.Length)..];
        });

    public static readonly Gen<string> Garbage = Gen.OneOf(Tokens).Array[0, 40].Select(string.Concat);

    public static readonly Gen<string> Any = Gen.Frequency((6, Valid), (3, NearlyValid), (1, Garbage));
}
