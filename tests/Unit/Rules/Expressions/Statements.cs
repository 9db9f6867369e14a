namespace Notifications.Tests.Unit.Rules.Expressions;

public sealed class Statements
{
    [Theory]
    [InlineData("let x = 1; x", "1")]
    [InlineData("let x = 1, y = x + 1; x + y;", "3")]
    [InlineData("const x = 1; return x + 1;", "2")]
    [InlineData("x = event.issue.key; x.length", "6")]
    [InlineData("return event.issue.key == 'DEMO-1';", "true")]
    [InlineData("event.issue.key;", "'DEMO-1'")]
    [InlineData(";; 1 ;;", "1")]
    [InlineData("let event = 5; event", "5")]
    [InlineData("let x = 1; { let x = 2; x }", "2")]
    [InlineData("let x = 1; if (x == 2) { let x = 3; return x } x", "1")]
    [InlineData("let x = [1, 2];\nlet y = x.map(i => { let z = i * 2; return z + x.length; });\ny", "[4, 6]")]
    [InlineData("{ a: 1 }", "{a: 1}")]
    public void Bind(string text, string value) => Evaluating.Gives(text, value);

    [Theory]
    [InlineData("if (true) { 1 } else { 2 }", "1")]
    [InlineData("if (false) { return 1 } else if (false) { return 2 } else return 3", "3")]
    [InlineData("if (false) return 1; 2", "2")]
    [InlineData("if (false) return 1; if (true) { return 2; } return 3;", "2")]
    [InlineData("[1, 2, 3].map(i => { if (i == 2) { return 'two' } else { return i } })", "[1, 'two', 3]")]
    [InlineData("[1, 2, 3].filter(i => { if (i == 2) return false; true })", "[1, 3]")]
    public void Choose(string text, string value) => Evaluating.Gives(text, value);

    [Theory]
    [InlineData("try { event.nothing } catch (e) { e.message }", "'Property 'nothing' is not there. Use ?. where it may be missing.'")]
    [InlineData("let x = 1;\ntry { event.nothing } catch (e) { e.location }", "'2:13'")]
    [InlineData("try { throw 'no' } catch (e) { `${e.message} at ${e.location}` }", "'no at 1:7'")]
    [InlineData("try { 1 } catch { 2 }", "1")]
    [InlineData("try { throw 'a' } catch { 2 }", "2")]
    [InlineData("try { try { throw 'a' } catch (e) { throw e } } catch (e) { e.location + e.message }", "'1:13a'")]
    [InlineData("try { event.broken.length } catch (e) { e.message }", "'The event holds text that is not Unicode.'")]
    [InlineData("[1, 'a'].map(i => { try { return i * 2 } catch (e) { return typeof e } })", "[2, 'Error']")]
    [InlineData("try { if (true) throw 'x'; return 1 } catch (e) { return 2 }", "2")]
    public void Catch(string text, string value) => Evaluating.Gives(text, value);

    [Theory]
    [InlineData("throw 'why'", "1:1 why")]
    [InlineData("if (event.issue.key == 'DEMO-1') throw `not ${event.issue.key}`; true", "1:34 not DEMO-1")]
    [InlineData("throw 1", "1:7 throw needs a String or a caught error but got Number.")]
    [InlineData("try { event.nothing } catch (e) { throw e }", "1:13 Property 'nothing' is not there. Use ?. where it may be missing.")]
    [InlineData("try { throw 'a' } catch (e) { e.stack }", "1:33 Error has no property 'stack'.")]
    [InlineData("if (1) { 2 } else { 3 }", "1:5 if needs a Boolean but got Number.")]
    [InlineData("let a = 1; a.b", "1:14 Number has no property 'b'.")]
    public void Fail(string text, string error) => Evaluating.Fails(text, error);

    [Fact]
    public void LongListsOfCasesAreNotDeep()
    {
        var text = string.Concat(Enumerable.Range(0, 300).Select(i => $"if ({i} == 299) {{ {i} }} else ")) + "{ -1 }";
        Evaluating.Gives(text, "299");
    }
}
