using System.Diagnostics;
using System.Threading.Channels;

namespace Notifications.Tests.Load.Stores;

/// <summary>Posts ready hooks, as fast as they are answered or at a fixed rate whatever the server does.</summary>
internal sealed class Posting : IDisposable
{
    private readonly Channel<RawConnection> _idle = Channel.CreateUnbounded<RawConnection>();
    private readonly List<RawConnection> _all = [];

    private Posting()
    {
    }

    public static async Task<Posting> ConnectAsync(Uri address, int connections)
    {
        var posting = new Posting();
        for (var i = 0; i < connections; i++)
            posting._all.Add(await RawConnection.ConnectAsync(address));
        foreach (var connection in posting._all)
            posting._idle.Writer.TryWrite(connection);
        return posting;
    }

    /// <summary>Each connection sends when its hook before is through. Answers how long that took.</summary>
    /// <param name="through">Ends when a hook is through; it is once it is answered where this is left out.</param>
    public async Task<double[]> MostAsync(IReadOnlyList<byte[]> requests, int first, int count, Func<int, Task>? through = null)
    {
        var delays = new double[count];
        var next = -1;
        await Task.WhenAll(_all.Select(async connection =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                var began = Stopwatch.GetTimestamp();
                Check(await connection.SendAsync(requests[first + i]));
                if (through is not null)
                    await through(first + i);
                delays[i] = Delays.MillisecondsSince(began);
            }
        }));
        return delays;
    }

    /// <summary>Answers how long after each hook was due it was answered.</summary>
    /// <param name="due">Is told the moment at which a hook is due.</param>
    public async Task<double[]> PacedAsync(IReadOnlyList<byte[]> requests, int first, int count, int rate, Action<int, long>? due = null)
    {
        var delays = new double[count];
        var sending = new Task[count];
        var start = Stopwatch.GetTimestamp();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var sent = 0; sent < count;)
        {
            for (var until = Math.Min(count, (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * rate) + 1); sent < until; sent++)
            {
                var moment = start + (long)(sent * (double)Stopwatch.Frequency / rate);
                due?.Invoke(first + sent, moment);
                sending[sent] = SendAsync(requests[first + sent], delays, sent, moment);
            }

            await ticks.WaitForNextTickAsync();
        }

        await Task.WhenAll(sending);
        return delays;
    }

    public void Dispose() => _all.ForEach(connection => connection.Dispose());

    private async Task SendAsync(byte[] request, double[] delays, int index, long due)
    {
        var connection = await _idle.Reader.ReadAsync();
        Check(await connection.SendAsync(request));
        delays[index] = Delays.MillisecondsSince(due);
        _idle.Writer.TryWrite(connection);
    }

    private static void Check(int status)
    {
        if (status is not 202)
            throw new InvalidOperationException($"A hook was answered with {status}.");
    }
}
