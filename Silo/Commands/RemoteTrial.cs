using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Notifications.Rules.Trials;

namespace Notifications.Commands;

/// <summary>A trial by the API of a running product.</summary>
internal sealed class RemoteTrial : IDisposable
{
    private readonly HttpClient _http;

    public RemoteTrial(string address, string secret)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new CommandException($"'{address}' is not an address such as http://localhost:5080.");
        _http = new HttpClient { BaseAddress = url };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
    }

    public async Task<TrialOutcome> RunAsync(TrialOrder order, ProgressLine progress, CancellationToken cancellationToken)
    {
        Uri? trial = null;
        try
        {
            using var answer = await _http.PostAsJsonAsync("/api/v1/rules/try", order, cancellationToken);
            await EnsureAsync(answer);
            if (answer.StatusCode == HttpStatusCode.OK)
                return new TrialOutcome((await answer.Content.ReadFromJsonAsync<TrialReport>(cancellationToken))!, IsWhole: true);
            trial = answer.Headers.Location!;
            return await FollowAsync(trial, progress, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return trial is null
                ? throw new CommandException("Stopped.", CommandLine.Interrupted)
                : await StopAsync(trial);
        }
        catch (HttpRequestException e)
        {
            throw new CommandException($"{_http.BaseAddress} does not answer: {e.Message}", CommandLine.Faulty);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<TrialOutcome> FollowAsync(Uri trial, ProgressLine progress, CancellationToken cancellationToken)
    {
        using var pause = new PeriodicTimer(ProgressLine.Period);
        while (true)
        {
            using var answer = await _http.GetAsync(trial, cancellationToken);
            await EnsureAsync(answer);
            var state = (await answer.Content.ReadFromJsonAsync<State>(cancellationToken))!;
            if (state.Result is { } report)
                return new TrialOutcome(report, state.Status == "done");
            if (state.Problem is { } problem)
                throw new CommandException(problem, CommandLine.Faulty);
            progress.Say(state.Done, state.Total, state.SoFar);
            await pause.WaitForNextTickAsync(cancellationToken);
        }
    }

    private async Task<TrialOutcome> StopAsync(Uri trial)
    {
        using var answer = await _http.DeleteAsync(trial);
        await EnsureAsync(answer);
        return (await answer.Content.ReadFromJsonAsync<State>())!.Result is { } report
            ? new TrialOutcome(report, IsWhole: false)
            : throw new CommandException("Stopped.", CommandLine.Interrupted);
    }

    private static async Task EnsureAsync(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var detail = "";
        try
        {
            detail = (await answer.Content.ReadFromJsonAsync<Problem>())?.Detail;
        }
        catch (JsonException)
        {
            // Not ours: a proxy, or another server.
        }

        throw new CommandException($"{(int)answer.StatusCode} {answer.ReasonPhrase}: {detail}", CommandLine.Faulty);
    }

    private sealed record State(string Status, long Done, long? Total, TrialComparison? SoFar, TrialReport? Result, string? Problem);

    private sealed record Problem(string? Detail);
}
