namespace Notifications.Tests.Unit.Rules.Expressions;

public sealed class ErrorsOfEvaluation
{
    [Theory]
    [InlineData("event.nothing", "1:7 Property 'nothing' is not there. Use ?. where it may be missing.")]
    [InlineData("event.nothing == null", "1:7 Property 'nothing' is not there. Use ?. where it may be missing.")]
    [InlineData("event.nothing.deep?.x", "1:7 Property 'nothing' is not there. Use ?. where it may be missing.")]
    [InlineData("event?.nothing.deep", "1:16 Can't read 'deep' of null. Use ?. where null may be.")]
    [InlineData("(event.nothing?.a).b", "1:20 Can't read 'b' of null. Use ?. where null may be.")]
    [InlineData("event.issue\n  .fields.assignee\n  .name", "3:4 Can't read 'name' of null. Use ?. where null may be.")]
    [InlineData("event.issue.fields.assignee[0]", "1:29 Can't read [ ] of null. Use ?.[ ] where null may be.")]
    [InlineData("event.issue.fields.labels[2]", "1:27 Item 2 is not there; the list has 2.")]
    [InlineData("event.issue.fields.labels[-1]", "1:27 Item -1 is not there; the list has 2.")]
    [InlineData("event.issue.fields.labels[0.5]", "1:27 Item 0.5 is not there; the list has 2.")]
    [InlineData("event.issue.fields.labels[event.issue.key]", "1:39 A List is read by a Number but got String.")]
    [InlineData("event[1]", "1:7 A Map is read by a String but got Number.")]
    [InlineData("event.issue.key[0]", "1:17 String can't be read by [ ].")]
    [InlineData("event.issue.key.name", "1:17 String has no property 'name'.")]
    [InlineData("1 == '1'", "1:1 Can't compare Number to String.")]
    [InlineData("true != 1", "1:1 Can't compare Boolean to Number.")]
    [InlineData("event == event", "1:1 Can't compare Map to Map.")]
    [InlineData("[1] == [1]", "1:1 Can't compare List to List.")]
    [InlineData("1 < '2'", "1:1 Can't compare Number to String.")]
    [InlineData("null < 1", "1:1 Can't compare null to Number.")]
    [InlineData("true < false", "1:1 Can't compare Boolean to Boolean.")]
    [InlineData("1 && true", "1:1 && needs a Boolean but got Number.")]
    [InlineData("true && 'x'", "1:9 && needs a Boolean but got String.")]
    [InlineData("null || true", "1:1 || needs a Boolean but got null.")]
    [InlineData("!event", "1:2 ! needs a Boolean but got Map.")]
    [InlineData("'' ? 1 : 2", "1:1 ?: needs a Boolean but got String.")]
    [InlineData("1 + true", "1:1 Can't apply + to Number and Boolean.")]
    [InlineData("'a' + null", "1:1 Can't apply + to String and null.")]
    [InlineData("event + 'a'", "1:1 Can't apply + to Map and String.")]
    [InlineData("'a' - 'b'", "1:1 Can't apply - to String and String.")]
    [InlineData("-'a'", "1:1 - needs a Number but got String.")]
    [InlineData("`${null}`", "1:4 Can't write null as text.")]
    [InlineData("'a'.includes(1)", "1:5 includes of a String needs a String but got Number.")]
    [InlineData("event.includes('a')", "1:7 Map has no method 'includes'.")]
    [InlineData("'a'.some(i => true)", "1:5 String has no method 'some'.")]
    [InlineData("event.issue.fields.assignee.includes('a')", "1:29 Can't call 'includes' on null. Use ?. where null may be.")]
    [InlineData("[1].some(i => i)", "1:15 The function given to some must give a Boolean but gave Number.")]
    [InlineData("event.broken.length", "1:14 The event holds text that is not Unicode.")]
    [InlineData("event.broken.toLowerCase()", "1:14 The event holds text that is not Unicode.")]
    public void NameThePlaceAndTheCause(string text, string error)
    {
        var evaluation = Evaluating.Evaluate(text);
        Assert.Equal(error, evaluation.Error?.ToString());
    }

    [Theory]
    [InlineData("event.issue.key", "1:13 Filter must be true or false but was String.")]
    [InlineData("event.issue.fields.assignee", "1:20 Filter must be true or false but was null.")]
    [InlineData("event.nothing", "1:7 Property 'nothing' is not there. Use ?. where it may be missing.")]
    [InlineData("1 == 1", null)]
    public void AFilterIsABoolean(string text, string? error) =>
        Assert.Equal(error, Evaluating.Compile(text).EvaluateFilter(Evaluating.Values).Error?.ToString());
}
