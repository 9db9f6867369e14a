using System.Text;
using Notifications.Api;
using Notifications.Rules;

namespace Notifications.Tests.Unit.Api;

public sealed class NullEntriesTests
{
    [Fact]
    public void The_first_is_found_and_its_place_said()
    {
        Assert.True(JsonBody.TryRead<TrialRequest>(
            Encoding.UTF8.GetBytes("""{ "rules": "x", "subjects": ["a", null, null], "types": ["b"] }"""), out var request, out _));

        Assert.Equal("$.subjects[1]", NullEntries.Find("subjects", request.Subjects)?.Place?.Path);
        Assert.Null(NullEntries.Find("types", request.Types));
    }
}
