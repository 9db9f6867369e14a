using System.Net;
using System.Net.Http.Headers;
using Notifications.Tests.Faults.Accounting;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Running;

/// <summary>Mutes subjects, by REST, and writes down each.</summary>
internal sealed class Muting(Uri address, Tokens tokens, Journal journal) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(15) };

    public async Task SetAsync(string user, string subject, bool isMuted)
    {
        var began = journal.Step();
        var outcome = Outcome.Unknown;
        try
        {
            using var request = new HttpRequestMessage(isMuted ? HttpMethod.Put : HttpMethod.Delete, $"/api/v1/me/mutes/{Uri.EscapeDataString(subject)}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.For(user, []));
            using var answer = await _http.SendAsync(request);
            outcome = answer.StatusCode is HttpStatusCode.OK ? Outcome.Ok : Outcome.Unknown;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // The connection broke, or no answer came.
        }

        journal.Mutes.Enqueue(new MuteSet(user, subject, isMuted, began, journal.Step(), outcome));
    }

    public void Dispose() => _http.Dispose();
}
