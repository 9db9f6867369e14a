using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Live;
using Notifications.Tokens;

namespace Notifications.Tests.Unit.Live;

/// <summary>A session over a pipe in place of a socket: what the browser would read can be read here.</summary>
internal sealed class TestSession
{
    private const byte RecordSeparator = 0x1e;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly JsonHubProtocolOptions Json = MakeJson();

    private readonly Pipe _toBrowser;

    /// <param name="user">Whose session it is.</param>
    /// <param name="options">Its bounds.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="socketBytes">How much the socket takes before it waits for the browser to read.</param>
    /// <param name="permissions">What its token permits.</param>
    public TestSession(string user, Notifications.Live.HubOptions options, TimeProvider time, int socketBytes = 1024 * 1024, params string[] permissions)
    {
        _toBrowser = new Pipe(new PipeOptions(pauseWriterThreshold: socketBytes, resumeWriterThreshold: socketBytes / 2, useSynchronizationContext: false));
        var transport = new DuplexPipe(new Pipe().Reader, _toBrowser.Writer);
        var connection = new HubConnectionContext(
            new DefaultConnectionContext(Guid.NewGuid().ToString(), transport, transport), new HubConnectionContextOptions(), NullLoggerFactory.Instance)
        {
            Protocol = new JsonHubProtocol(Options.Create(Json)),
        };
        Session = new Session(connection, options, Metrics, time);
        Token = new SessionToken
        {
            Site = "default",
            Sub = user,
            User = user,
            Subjects = [],
            Permissions = permissions.ToFrozenSet(),
            ExpiresAt = DateTimeOffset.MaxValue,
        };
        Session.Authorise(Token);
    }

    public static GatewayMetrics Metrics { get; } = new(
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public Session Session { get; }

    public SessionToken Token { get; }

    /// <summary>Waits until the session has written something, and leaves it unread.</summary>
    public async Task UntilSendingAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        var result = await _toBrowser.Reader.ReadAsync(timeout.Token);
        _toBrowser.Reader.AdvanceTo(result.Buffer.Start);
    }

    /// <summary>Reads the next message: its name and content.</summary>
    public async Task<(string Name, JsonElement Content)> NextAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            var result = await _toBrowser.Reader.ReadAsync(timeout.Token);
            if (result.Buffer.PositionOf(RecordSeparator) is { } end)
            {
                var message = JsonElement.Parse(result.Buffer.Slice(0, end).ToArray());
                _toBrowser.Reader.AdvanceTo(result.Buffer.GetPosition(1, end));
                return (message.GetProperty("target").GetString()!, message.GetProperty("arguments")[0]);
            }

            _toBrowser.Reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>The sequences of the next messages of flags.</summary>
    public async Task<long[]> NextSequencesAsync(int count)
    {
        var sequences = new long[count];
        for (var i = 0; i < count; i++)
        {
            var (name, content) = await NextAsync();
            Assert.Equal("flags", name);
            sequences[i] = content.GetProperty("position").GetProperty("sequence").GetInt64();
        }

        return sequences;
    }

    private static JsonHubProtocolOptions MakeJson()
    {
        var options = new JsonHubProtocolOptions();
        WireJson.Configure(options.PayloadSerializerOptions);
        return options;
    }

    private sealed class DuplexPipe(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
