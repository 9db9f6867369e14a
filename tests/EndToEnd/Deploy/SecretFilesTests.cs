using System.Net;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Deploy;

public sealed class SecretFilesTests
{
    [Fact]
    public async Task A_source_signs_with_the_secret_that_is_in_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("secrets-");
        try
        {
            // As an editor leaves it, with a line's end.
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Sources__jira__Secrets__0"), "the-secret-of-the-file\n");
            await using var gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string> { ["Secrets__Directory"] = folder.FullName });

            using var right = await Hook.PostAsync(gateway.Http, "jira", "the-secret-of-the-file", Hook.StatusChanged("SEC-1", "Done"));
            using var wrong = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("SEC-1", "Open"));

            Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Unauthorized), (right.StatusCode, wrong.StatusCode));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
