namespace Notifications.Tests.Unit.Rules.Expressions;

public sealed class Functions
{
    [Theory]
    [InlineData("let f = () => 1; f()", "1")]
    [InlineData("let add = (a, b) => a + b; add(1, 2)", "3")]
    [InlineData("let f = a => { let b = a * 2; return b + 1; }; f(f(1))", "7")]
    [InlineData("let key = event.issue.key; let f = () => key; f()", "'DEMO-1'")]
    [InlineData("let make = x => (y => x + y); let one = make(1); let two = make(2); [one(5), two(5)]", "[6, 7]")]
    [InlineData("let make = x => y => z => [x, y, z, actor]; make(1)(2)(3)", "[1, 2, 3, 'Anna']")]
    [InlineData("(x => x + 1)(2)", "3")]
    [InlineData("let isTea = i => i == 'tea'; event.issue.fields.labels.filter(isTea)", "['tea']")]
    [InlineData("let second = (i, index) => index; ['a', 'b'].map(second)", "[0, 1]")]
    [InlineData("let f = (g, n) => n == 0 ? 0 : n + g(g, n - 1); f(f, 10)", "55")]
    [InlineData("let f = g => g(1); f(x => x + 1)", "2")]
    [InlineData("let fs = [1, 2].map(i => () => i * 10); fs.map(f => f())", "[10, 20]")]
    [InlineData("let f = x => [1, 2].map(i => i + x); f(10).concat(f(20))", "[11, 12, 21, 22]")]
    [InlineData("[1, 2].map(i => [10, 20].map(j => i + j))", "[[11, 21], [12, 22]]")]
    [InlineData("[1, 2].map(() => 0)", "[0, 0]")]
    [InlineData("let x = 1; let f = () => x; { let x = 2; f() }", "1")]
    [InlineData("let f = (a, b, c, d, e, g, h, i, j) => a + j; f(1, 2, 3, 4, 5, 6, 7, 8, 9)", "10")]
    [InlineData("typeof (x => x)", "'Function'")]
    [InlineData("(x => x) == null", "false")]
    public void AreValues(string text, string value) => Evaluating.Gives(text, value);

    [Theory]
    [InlineData("let f = 1; f()", "1:12 Number can't be called.")]
    [InlineData("let f = a => a; f()", "1:17 The function takes 1 values but got 0.")]
    [InlineData("let f = a => a; f(1, 2)", "1:17 The function takes 1 values but got 2.")]
    [InlineData("let f = (a, b, c) => a; [1].map(f)", "1:29 map gives its function 2 values, but it takes 3.")]
    [InlineData("[1].map(event)", "1:9 map needs a function but got Map.")]
    [InlineData("let f = a => a.b;\nf({ a: 1 })", "1:16 Property 'b' is not there. Use ?. where it may be missing.")]
    [InlineData("let f = i => 1; [1].some(f)", "1:21 The function given to some must give a Boolean but gave Number.")]
    [InlineData("(x => x) == (x => x)", "1:1 Can't compare Function to Function.")]
    [InlineData("`${x => x}`", "1:4 Can't write Function as text.")]
    public void Fail(string text, string error) => Evaluating.Fails(text, error);

    [Fact]
    public void HaveAsManyVariablesAsAllowed()
    {
        var lets = string.Concat(Enumerable.Range(0, 30).Select(i => $"let v{i} = {i}; "));
        Evaluating.Gives($"{lets} v0 + v29", "29");
        Evaluating.Gives($"let f = () => {{ {lets} let v30 = 1; let v31 = 2; return v29 + v31 }}; f()", "31");
        Assert.Equal(
            "1:406 More than 32 variables are in scope here. Use fewer, or split the rule.",
            Notifications.Rules.Expressions.Expression.Compile($"{lets} let x = 1; x", Evaluating.Variables).Errors[0].ToString());
    }
}
