namespace Notifications.Tests.Unit.Webhooks.Jira;

public class JiraNormaliserTests
{
    private const string Body = """
        {"timestamp":1700000000123,"webhookEvent":"jira:issue_updated","issue_event_type_name":"issue_generic",
         "user":{"accountId":"a1","displayName":"Zoë"},
         "issue":{"id":"7","key":"ABC-12","fields":{"summary":"Größe 😀 <b>","customfield_1":1.50}},
         "changelog":{"items":[{"field":"status","fieldId":"status","from":"1","fromString":"Open","to":"2","toString":"Done"}]}}
        """;

    [Fact]
    public void The_data_has_Forges_root_fields_beside_its_own()
    {
        var found = Given.Event(Given.Jira, Body);
        var data = found.Data();
        Assert.Equal("avi:jira:updated:issue", data.GetProperty("eventType").GetString());
        Assert.Equal("1700000000123", data.GetProperty("timestamp").GetString());
        Assert.Equal("a1", data.GetProperty("atlassianId").GetString());
        Assert.False(data.GetProperty("selfGenerated").GetBoolean());
        Assert.Equal("Done", data.GetProperty("changelog").GetProperty("items")[0].GetProperty("toString").GetString());
        Assert.Equal("jira:issue_updated", data.GetProperty("webhookEvent").GetString());
        Assert.Equal("Größe 😀 <b>", data.GetProperty("issue").GetProperty("fields").GetProperty("summary").GetString());
        Assert.Equal("1.50", data.GetProperty("issue").GetProperty("fields").GetProperty("customfield_1").GetRawText());
        Assert.Equal(data.EnumerateObject().Count(), data.EnumerateObject().Select(member => member.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_link_has_its_ends_at_the_root_as_Forge_has()
    {
        var data = Given.Event(Given.Jira, """{"webhookEvent":"issuelink_created","issueLink":{"id":1,"sourceIssueId":26,"destinationIssueId":27}}""").Data();
        Assert.Equal("26", data.GetProperty("sourceIssueId").GetString());
        Assert.Equal("27", data.GetProperty("destinationIssueId").GetString());
    }

    [Fact]
    public void The_identifier_of_a_delivery_is_its_id() =>
        Assert.Equal("wh-77", Given.Event(Given.Jira, Body, ("X-Atlassian-Webhook-Identifier", "wh-77")).Id);

    [Fact]
    public void Without_an_identifier_the_bytes_are()
    {
        var id = Given.Event(Given.Jira, Body).Id;
        Assert.Equal(22, id.Length);
        Assert.Equal(id, Given.Event(Given.Jira, Body, ("X-Atlassian-Webhook-Retry", "1")).Id);
        Assert.NotEqual(id, Given.Event(Given.Jira, Body + " ").Id);
    }

    [Fact]
    public void A_hostile_identifier_is_hashed() =>
        Assert.Equal(22, Given.Event(Given.Jira, Body, ("X-Atlassian-Webhook-Identifier", "a b\u0001" + new string('x', 9000))).Id.Length);

    [Theory]
    [InlineData("1700000000123", "2023-11-14T22:13:20.123Z")]
    [InlineData("\"1700000000123\"", "2023-11-14T22:13:20.123Z")]
    [InlineData("\"2023-11-14T22:13:20.123Z\"", "2023-11-14T22:13:20.123Z")]
    [InlineData("0", "2026-03-04T05:06:07Z")]
    [InlineData("-5", "2026-03-04T05:06:07Z")]
    [InlineData("99999999999999999999999", "2026-03-04T05:06:07Z")]
    [InlineData("9223372036854775807", "2026-03-04T05:06:07Z")]
    [InlineData("1e300", "2026-03-04T05:06:07Z")]
    [InlineData("{}", "2026-03-04T05:06:07Z")]
    [InlineData("null", "2026-03-04T05:06:07Z")]
    [InlineData("\"soon\"", "2026-03-04T05:06:07Z")]
    public void An_absurd_time_is_the_time_of_receipt(string timestamp, string time) =>
        Assert.Equal(
            DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture),
            Given.Event(Given.Jira, $$$"""{"webhookEvent":"jira:issue_created","timestamp":{{{timestamp}}},"issue":{"key":"A-1"}}""").Time);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"webhookEvent":""}""")]
    [InlineData("""{"webhookEvent":{}}""")]
    [InlineData("""{"eventType":"something else"}""")]
    public void A_body_without_a_name_is_refused_with_what_was_expected(string body)
    {
        var refusal = Given.Refusal(Given.Jira, body);
        Assert.Equal("$.webhookEvent", refusal.Place?.Path);
        Assert.Contains("'webhookEvent'", refusal.Reason, StringComparison.Ordinal);
    }
}
