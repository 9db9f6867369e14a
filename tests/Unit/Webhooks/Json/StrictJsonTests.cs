using System.Text;
using Notifications.Webhooks;
using Notifications.Webhooks.Json;

namespace Notifications.Tests.Unit.Webhooks.Json;

public class StrictJsonTests
{
    [Theory]
    [InlineData("", null, 1, 1, "empty")]
    [InlineData("{", "$", 1, 2, "end")]
    [InlineData("{\n  \"a\": tru\n}", "$.a", 2, 11, "tru")]
    [InlineData("{\"a\":1}}", "$", 1, 8, "}")]
    [InlineData("{\"a\":1} x", "$", 1, 9, "x")]
    [InlineData("{\"a\":1,}", "$.a", 1, 8, "trailing comma")]
    [InlineData("{\"a\":'b'}", "$.a", 1, 6, "'''")]
    [InlineData("{\"a\":[1,{\"b c\":{\"d\":1,\"d\":2}}]}", "$.a[1]['b c'].d", 1, 23, "twice")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "$['\\u0061']", 1, 8, "twice")]
    [InlineData("{\"a\":\n[0,1e400]}", "$.a[1]", 2, 4, "too large")]
    [InlineData("{\"a\":-1e999999999}", "$.a", 1, 6, "too large")]
    [InlineData("{\"a\":\"\\ud83d\"}", "$.a", 1, 6, "surrogate")]
    [InlineData("{\"a\":\"\\ude00\"}", "$.a", 1, 6, "surrogate")]
    [InlineData("{\"a\":\"\\ud83d\\ud83d\\ude00\"}", "$.a", 1, 6, "surrogate")]
    [InlineData("{\"a\":\"\\ud83d\\\\ude00\"}", "$.a", 1, 6, "surrogate")]
    [InlineData("{\"\\ud83d\":1}", "$['\\ud83d']", 1, 2, "surrogate")]
    [InlineData("[]", "$", 1, 1, "an array, not an object")]
    [InlineData("\"{}\"", "$", 1, 1, "a text, not an object")]
    [InlineData("null", "$", 1, 1, "null, not an object")]
    [InlineData("// {}\n{}", "$", 1, 1, "/")]
    public void What_is_wrong_has_a_place_and_a_cause(string body, string? path, long line, long at, string cause)
    {
        var refusal = Refuse(Encoding.UTF8.GetBytes(body));
        Assert.Equal((path, line, at), (refusal.Place?.Path, refusal.Place?.Line, refusal.Place?.Byte));
        Assert.Contains(cause, refusal.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("LineNumber", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_where_they_are()
    {
        var refusal = Refuse([.. "{\n\"é\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        Assert.Equal(new Place(null, 2, 7), refusal.Place);
        Assert.Contains("UTF-8", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_surrogate_in_plain_bytes_is_no_UTF_8() =>
        Assert.Equal(new Place(null, 1, 7), Refuse([.. "{\"a\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]).Place);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void Nesting_ends_at_64(int depth, bool isRead)
    {
        var body = string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
        Assert.Equal(isRead, StrictJson.TryRead(Encoding.UTF8.GetBytes(body), allowArray: false, out var document, out var refusal));
        document?.Dispose();
        if (!isRead)
            Assert.Contains("64", refusal!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":\"\\ud83d\\ude00 \\\\ud83d \\u00e9\",\"b\":[1.5e308,0,-0.0,12345678901234567890]}")]
    [InlineData(" {} ")]
    public void What_is_right_is_read(string body)
    {
        Assert.True(StrictJson.TryRead(Encoding.UTF8.GetBytes(body), allowArray: false, out var document, out _));
        document.Dispose();
    }

    [Fact]
    public void A_list_is_read_where_one_may_be()
    {
        Assert.True(StrictJson.TryRead("[{}]"u8.ToArray(), allowArray: true, out var document, out _));
        document.Dispose();
    }

    [Fact]
    public void An_endless_name_does_not_make_an_endless_place() =>
        Assert.True(Refuse(Encoding.UTF8.GetBytes($"{{\"{new string('n', 100_000)}\":1e400}}")).Place!.Path!.Length <= 201);

    private static Refusal Refuse(byte[] body)
    {
        Assert.False(StrictJson.TryRead(body, allowArray: false, out _, out var refusal));
        return refusal;
    }
}
