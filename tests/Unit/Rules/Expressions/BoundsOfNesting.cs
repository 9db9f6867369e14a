using Notifications.Rules.Expressions;

namespace Notifications.Tests.Unit.Rules.Expressions;

public sealed class BoundsOfNesting
{
    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("!", "true", "")]
    [InlineData("-", "1", "")]
    [InlineData("[", "1", "]")]
    [InlineData("{a:", "1", "}")]
    [InlineData("`${", "1", "}`")]
    [InlineData("true?", "1", ":1")]
    [InlineData("[1].map(i=>", "1", ")")]
    [InlineData("i=>", "1", "")]
    [InlineData("let f = ", "i=>i", "; f")]
    [InlineData("i=>{return ", "1", "}")]
    [InlineData("if(true){", "1", "}else{2}")]
    [InlineData("if(true){1}else{", "1", "}")]
    [InlineData("if(true)", "1", "")]
    [InlineData("{", "1", "}")]
    [InlineData("try{", "1", "}catch{2}")]
    [InlineData("try{1}catch{", "1", "}")]
    [InlineData("a=", "1", "")]
    [InlineData("a:", "1", "")]
    [InlineData("throw ", "1", "")]
    [InlineData("typeof ", "1", "")]
    [InlineData("Number(", "1", ")")]
    [InlineData("(x=>x)(", "1", ")")]
    [InlineData("", "(x=>x)", "(x=>x)")]
    [InlineData("JSON.stringify(", "1", ")")]
    [InlineData("new Date(", "1", ")")]
    [InlineData("[1].map(()=>{return ", "1", "})")]
    [InlineData("for(;;)", "1", "")]
    [InlineData("while(1)", "1", "")]
    [InlineData("do ", "1", " while(1);")]
    [InlineData("function f(){", "1", "}")]
    [InlineData("class A{a(){", "1", "}}")]
    [InlineData("async()=>", "1", "")]
    [InlineData("`${`", "1", "`}`")]
    [InlineData("[...", "[1]", "]")]
    [InlineData("a?.[", "1", "]")]
    [InlineData("switch(1){default:", "1", "}")]
    [InlineData("new ", "a", "")]
    [InlineData("", "event", ".a")]
    [InlineData("", "event", "?.a")]
    [InlineData("", "event", "[0]")]
    [InlineData("", "1", "+1")]
    [InlineData("", "null", "??1")]
    [InlineData("", "event", ".map(i=>i)")]
    [InlineData("1,", "1", "")]
    [InlineData("event.a(", "1", ")")]
    public void NestingHasAnEnd(string before, string core, string after)
    {
        var levels = (ExpressionLimits.Length - core.Length) / (before.Length + after.Length);
        var text = string.Concat(Enumerable.Repeat(before, levels)) + core + string.Concat(Enumerable.Repeat(after, levels));
        foreach (var stack in new[] { SmallStack, 16 * 1024 * 1024 })
        {
            var compilation = OnStack(stack, () => Expression.Compile(text, Evaluating.Variables));
            // Parentheses leave no level behind; everything else must have been refused.
            Assert.True(compilation.Errors.Count > 0 || before == "(");
        }
    }

    [Theory]
    [InlineData("[1].map(()=>", "1", ")", 110)]
    [InlineData("[2,1].sort(()=>", "1", ").length", 80)]
    [InlineData("'a'.replace(/a/, ()=>", "1", ")", 49)]
    [InlineData("[1].reduce(()=>", "1", ",0)", 110)]
    [InlineData("true&&!", "true", "", 120)]
    [InlineData("[", "event", "]", 240)]
    [InlineData("(x=>x)(", "1", ")", 120)]
    [InlineData("try{throw 'a'}catch{", "1", "}", 100)]
    [InlineData("if(true){", "1", "}else{2}", 110)]
    [InlineData("[1].flatMap(()=>{let x=1;return ", "1", "})", 25)]
    public void WhatIsAllowedFitsOnASmallStack(string before, string core, string after, int levels)
    {
        var text = string.Concat(Enumerable.Repeat(before, levels)) + core + string.Concat(Enumerable.Repeat(after, levels));
        var expression = Evaluating.Compile(text);
        Assert.Null(OnStack(SmallStack, () => expression.Evaluate(Evaluating.Values).Error));
        Assert.Null(OnStack(SmallStack, () => expression.Trace(Evaluating.Values, now: null).Evaluation.Error));
    }

    [Theory]
    [InlineData("let f = g => g(g); f(f)")]
    [InlineData("let f = (g, n) => [n].map(i => g(g, i)); f(f, 1)")]
    [InlineData("let f = (g, n) => [n, n].sort((a, b) => g(g, a)); f(f, 1)")]
    [InlineData("let f = (g, n) => 'a'.replace(/a/, x => g(g, x)); f(f, 1)")]
    [InlineData("let f = g => { try { return g(g) } catch { return g(g) } }; f(f)")]
    [InlineData("let f = (a, b, c, d, e, g, h, i, j, k, l, m) => a(a, b, c, d, e, g, h, i, j, k, l, m); f(f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)")]
    [InlineData("let f = g => [1].map(() => [2].map(() => [3].map(() => [4].map(() => [5].map(() => g(g)))))); f(f)")]
    public void FunctionsCallEachOtherOnlySoDeep(string text)
    {
        var expression = Evaluating.Compile(text);
        foreach (var stack in new[] { SmallStack, 16 * 1024 * 1024 })
        {
            var error = OnStack(stack, () => expression.Evaluate(Evaluating.Values).Error);
            Assert.EndsWith("Functions call each other more than 250 levels deep.", error?.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("event.list.reduce((all, i) => [all], [])")]
    [InlineData("event.list.reduce((all, i) => ({ a: all }), ({}))")]
    public void ValuesMayBeNestedAsDeepAsTheStepsAllow(string text)
    {
        var values = new[] { Bounds.Heavy, Value.Of("Anna") };
        Assert.Null(OnStack(SmallStack, () => Evaluating.Compile(text).Evaluate(values).Error));
        Assert.Null(OnStack(SmallStack, () => Evaluating.Compile($"({text}) == null").Trace(values, now: null).Evaluation.Error));
        Assert.Equal(
            "The value is nested too deep for JSON.",
            OnStack(SmallStack, () => Evaluating.Compile($"JSON.stringify({text})").Evaluate(values).Error)?.Message);
        Assert.Null(OnStack(SmallStack, () => Evaluating.Compile($"[{text}].flatten().length").Evaluate(values).Error));
        Assert.Equal(
            "The String is not JSON.",
            OnStack(SmallStack, () => Evaluating.Compile("JSON.parse('['.repeat(50000))").Evaluate(values).Error)?.Message);
    }

    [Fact]
    public void ALevelMoreThanAllowedIsRefusedByName()
    {
        var refused = Expression.Compile(new string('!', ExpressionLimits.Depth) + "true", Evaluating.Variables);
        Assert.Equal(
            "1:251 The expression is nested more than 250 levels deep. Write it flatter or split the rule.",
            Assert.Single(refused.Errors).ToString());
        Assert.False(Evaluating.Evaluate(new string('!', ExpressionLimits.Depth - 1) + "true").Value.IsTrue);
    }

    [Fact]
    public void LongListsOfCasesAreNotDeep()
    {
        var text = string.Join(" || ", Enumerable.Range(0, 900).Select(i => $"{i}==9")) + " || true";
        Assert.True(Evaluating.Evaluate(text).Value.IsTrue);
    }

    private const int SmallStack = 512 * 1024;

    private static T OnStack<T>(int size, Func<T> run)
    {
        T result = default!;
        var thread = new Thread(() => result = run(), size);
        thread.Start();
        thread.Join();
        return result;
    }
}
