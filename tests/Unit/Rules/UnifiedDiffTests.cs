using System.Globalization;
using Notifications.Rules;

namespace Notifications.Tests.Unit.Rules;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void The_same_is_no_difference() => Assert.Equal("", UnifiedDiff.Of("1", "a\nb\n", "2", "a\nb\n"));

    [Fact]
    public void Shows_changes_with_three_lines_around_them()
    {
        var from = string.Join('\n', Enumerable.Range(1, 20));
        var to = from.Replace("\n5\n", "\nfive\n", StringComparison.Ordinal).Replace("\n15\n", "\n15\n15.5\n", StringComparison.Ordinal);

        Assert.Equal(
            """
            --- k version 1
            +++ k version 2
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
            @@ -13,6 +13,7 @@
             13
             14
             15
            +15.5
             16
             17
             18

            """.ReplaceLineEndings("\n"),
            UnifiedDiff.Of("k version 1", from, "k version 2", to));
    }

    [Theory]
    [InlineData("", "a\n", "@@ -0,0 +1 @@\n+a\n")]
    [InlineData("a\n", "", "@@ -1 +0,0 @@\n-a\n")]
    [InlineData("a\r\nb", "a\nc", "@@ -1,2 +1,2 @@\n a\n-b\n+c\n")]
    [InlineData("a\nb\nc\nd", "b\nx\nd", "@@ -1,4 +1,3 @@\n-a\n b\n-c\n+x\n d\n")]
    public void Counts_lines_as_diff_does(string from, string to, string hunk) =>
        Assert.Equal($"--- 1\n+++ 2\n{hunk}", UnifiedDiff.Of("1", from, "2", to));

    [Fact]
    public void Texts_that_have_nothing_in_common_are_bounded()
    {
        static string Lines(int from, int count) => string.Join('\n', Enumerable.Range(from, count));

        var diff = UnifiedDiff.Of("1", "same\n" + Lines(0, 20_000), "2", "same\n" + Lines(5_000, 20_000));

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"@@ -1,{20_001} +1,{20_001} @@"), diff, StringComparison.Ordinal);
    }
}
