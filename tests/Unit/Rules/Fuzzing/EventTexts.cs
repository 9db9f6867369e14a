using CsCheck;

namespace Notifications.Tests.Unit.Rules.Fuzzing;

/// <summary>Makes events as JSON: of the names that expressions read, with values of any type at any place.</summary>
internal static class EventTexts
{
    private const int MaxDepth = 4;

    private static readonly Gen<string> Leaves = Gen.OneOf(
        "null", "true", "false", "0", "1", "-2.5", "1e300", "\"\"", "\"status\"", "\"Done\"", "\"PLAT\"", "\"Gr\\u00f6\\u00dfe\"", "\"\\ud800\"", "\"PLAT-1\"");

    private static readonly Gen<string> Values = Gen.Recursive<string>((depth, value) => depth > MaxDepth
        ? Leaves
        : Gen.Frequency((4, Leaves), (2, value.Array[0, 4].Select(items => $"[{string.Join(',', items)}]")), (3, Members(value))));

    /// <summary>Some have the shape of Jira's events, with a value of any kind at each place.</summary>
    public static readonly Gen<string> Any = Gen.Frequency(
        (1, Members(Values)),
        (2, Gen.Select(Values, Values, Values, Values, Values).Select((project, labels, one, other, rest) => $$"""
            { "issue": { "key": "PLAT-1", "fields": { "project": { "key": {{project}} }, "labels": {{labels}}, "text": {{rest}} } },
              "changelog": { "items": [{ "field": {{one}}, "toString": {{other}} }, { "field": "status", "toString": "Done", "a": {{rest}} }] } }
            """)));

    private static Gen<string> Members(Gen<string> value) => Gen
        .Select(Gen.OneOf("issue", "fields", "project", "key", "labels", "items", "changelog", "field", "toString", "length", "a", "b", "text"), value)
        .Array[0, 5]
        .Select(members => $"{{{string.Join(',', members.DistinctBy(member => member.Item1).Select(member => $"\"{member.Item1}\":{member.Item2}"))}}}");
}
