using Notifications.Events;

namespace Notifications.Tests.Unit.Webhooks.CloudEvents;

public class CloudEventTests
{
    private const string Structured = "application/cloudevents+json; charset=utf-8";
    private const string Batch = "application/cloudevents-batch+json";

    private static string Envelope(string rest, string id = "e-1", string source = "/orders") =>
        $$"""{"specversion":"1.0","id":"{{id}}","source":"{{source}}","type":"com.shop.order.placed"{{rest}}}""";

    private static Event Read(string rest) => Given.Event(Given.Shop, Envelope(rest), ("Content-Type", Structured));

    [Fact]
    public void A_structured_event()
    {
        var found = Read(""","subject":"order:17","time":"2023-11-14T22:13:20.123Z","actor":"ada","data":{"total":1.50}""");
        Assert.Equal("com.shop.order.placed", found.Type);
        Assert.Equal(("acme", "shop", "shop:order:17"), (found.Site, found.Source, found.Subject.ToString()));
        Assert.Equal(1700000000123, found.Time.ToUnixTimeMilliseconds());
        Assert.Equal("ada", found.Actor?.Id);
        Assert.StartsWith("e-1@", found.Id, StringComparison.Ordinal);
        Assert.Equal("1.50", found.Data().GetProperty("total").GetRawText());
        Assert.Equal("com.shop.order.placed", found.Data().GetProperty("eventType").GetString());
        Assert.False(found.Data().GetProperty("selfGenerated").GetBoolean());
    }

    [Theory]
    [InlineData("order:17", "shop:order:17")]
    [InlineData("shop:order:17", "shop:order:17")]
    [InlineData("order:17:line:2", "shop:order:17:line:2")]
    [InlineData("order 17", "shop:subject:order%2017")]
    [InlineData("an order:17", "shop:subject:an%20order:17")]
    [InlineData("https://shop.test/17", "shop:subject:https://shop.test/17")]
    [InlineData("order:", "shop:subject:order:")]
    [InlineData("blobs/a|b.png", "shop:subject:blobs/a%7Cb.png")]
    public void Subjects(string subject, string expected) =>
        Assert.Equal(expected, Read($",\"subject\":\"{subject}\"").Subject.ToString());

    [Fact]
    public void Without_a_subject_it_is_about_where_it_comes_from() => Assert.Equal("shop:source:/orders", Read("").Subject.ToString());

    [Theory]
    [InlineData(""","data":[1,2]""", "[1,2]")]
    [InlineData(""","data":"text" """, "\"text\"")]
    [InlineData(""","datacontenttype":"text/plain","data":"text" """, "\"text\"")]
    [InlineData(""","data_base64":"AQID" """, "\"AQID\"")]
    public void Data_that_is_no_object_becomes_a_value(string data, string value) =>
        Assert.Equal(value, Read(data).Data().GetProperty("value").GetRawText());

    [Theory]
    [InlineData("")]
    [InlineData(""","data":null""")]
    public void Data_may_be_missing(string data) => Assert.False(Read(data).Data().TryGetProperty("value", out _));

    [Theory]
    [InlineData(""","actor":"bot" """, true)]
    [InlineData(""","data":{"atlassianId":"bot"}""", true)]
    [InlineData(""","data":{"selfGenerated":true}""", true)]
    [InlineData(""","actor":"ada" """, false)]
    public void Self_generated(string rest, bool isSelf) => Assert.Equal(isSelf, Read(rest).SelfGenerated);

    [Fact]
    public void An_id_is_unique_within_its_own_source()
    {
        var one = Given.Event(Given.Shop, Envelope("", "1", "/a"), ("Content-Type", Structured));
        var two = Given.Event(Given.Shop, Envelope("", "1", "/b"), ("Content-Type", Structured));
        var again = Given.Event(Given.Shop, Envelope(""","data":{"x":1}""", "1", "/a"), ("Content-Type", Structured));
        Assert.NotEqual(one.Id, two.Id);
        Assert.Equal(one.Id, again.Id);
    }

    [Fact]
    public void A_batch()
    {
        var delivery = Given.Read(Given.Shop, $"[{Envelope("", "1")},{Envelope("", "2")}]", ("Content-Type", Batch));
        Assert.Equal(2, delivery.Events.Select(found => found.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_batch_is_all_or_nothing_and_says_which_is_wrong() =>
        Assert.Equal("$[1].type", Given.Refusal(
            Given.Shop, $$"""[{{Envelope("")}},{"specversion":"1.0","id":"2","source":"/a"}]""", ("Content-Type", Batch)).Place?.Path);

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_batch_has_1_to_100_events(int count) =>
        Assert.Contains("1 to 100", Given.Refusal(
            Given.Shop, $"[{string.Join(',', Enumerable.Repeat(Envelope(""), count))}]", ("Content-Type", Batch)).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_binary_event()
    {
        var found = Given.Event(
            Given.Shop, """{"total":1}""",
            ("Content-Type", "application/json"), ("ce-specversion", "1.0"), ("ce-id", "e-1"), ("ce-source", "/orders"), ("CE-Type", "order.placed"),
            ("ce-subject", "order:caf%C3%A9"), ("ce-time", "2023-11-14T22:13:20.123Z"), ("ce-actor", "ada"));
        Assert.Equal(("order.placed", "shop:order:café", "ada"), (found.Type, found.Subject.ToString(), found.Actor?.Id));
        Assert.Equal(1, found.Data().GetProperty("total").GetInt32());
    }

    [Fact]
    public void A_binary_event_needs_no_body()
    {
        var delivery = Given.Read(Given.Shop, "", ("ce-specversion", "1.0"), ("ce-id", "1"), ("ce-source", "/a"), ("ce-type", "t"));
        Assert.Single(delivery.Events);
    }

    [Fact]
    public void A_source_of_CloudEvents_need_not_say_so_in_its_content_type()
    {
        Assert.Single(Given.Read(Given.Shop, Envelope(""), ("Content-Type", "application/json")).Events);
        Assert.Single(Given.Read(Given.Shop, $"[{Envelope("")}]", ("Content-Type", "application/json")).Events);
    }

    [Fact]
    public void A_Jira_source_takes_CloudEvents_that_say_they_are()
    {
        var found = Given.Event(
            Given.Jira,
            """
            {"specversion":"1.0","id":"1","source":"/forge","type":"avi:jira:commented:issue",
             "data":{"issue":{"key":"A-1"},"atlassianId":"u1","comment":{"id":"1"}}}
            """,
            ("Content-Type", Structured));
        Assert.Equal(("jira:issue:A-1", "u1"), (found.Subject.ToString(), found.Actor?.Id));
    }

    [Theory]
    [InlineData("""{"id":"1","source":"/a","type":"t"}""", "$.specversion")]
    [InlineData("""{"specversion":"9.0","id":"1","source":"/a","type":"t"}""", "$")]
    [InlineData("""{"specversion":"1.0","source":"/a","type":"t"}""", "$.id")]
    [InlineData("""{"specversion":"1.0","id":"1","type":"t"}""", "$.source")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a"}""", "$.type")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"a b"}""", "$.type")]
    [InlineData("""{"specversion":"1.0","id":7,"source":"/a","type":"t"}""", "$")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","time":"soon"}""", "$")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","BAD":"x"}""", "$")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","data":1,"data_base64":"AQID"}""", "$")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","data_base64":"%%%"}""", "$")]
    [InlineData("[]", "$")]
    public void What_is_no_envelope_is_refused_with_the_place(string body, string path) =>
        Assert.Equal(path, Given.Refusal(Given.Shop, body, ("Content-Type", Structured)).Place?.Path);

    [Theory]
    [InlineData("ce-specversion", "9.9")]
    [InlineData("ce-time", "soon")]
    [InlineData("ce-id", "")]
    [InlineData("ce-bad_name", "x")]
    public void Headers_that_are_no_envelope_are_refused(string name, string value)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["ce-specversion"] = "1.0", ["ce-id"] = "1", ["ce-source"] = "/a", ["ce-type"] = "t", [name] = value };
        Given.Refusal(Given.Shop, "{}", [.. headers.Select(header => (header.Key, header.Value))]);
    }

    [Theory]
    [InlineData("application/cloudevents+avro")]
    [InlineData("application/cloudevents")]
    public void Other_formats_are_refused(string contentType) =>
        Assert.Contains("JSON", Given.Refusal(Given.Shop, "{}", ("Content-Type", contentType)).Reason, StringComparison.Ordinal);

    [Fact]
    public void An_endless_subject_is_refused_with_the_place() =>
        Assert.Equal("$.subject", Given.Refusal(
            Given.Shop, Envelope($",\"subject\":\"{new string('s', 5000)}\""), ("Content-Type", Structured)).Place?.Path);
}
