using System.Globalization;
using Notifications.Rules.Trials;

namespace Notifications.Commands;

/// <summary>Says on standard error how far a trial is: on a terminal in one line that is written over.</summary>
internal sealed class ProgressLine
{
    /// <summary>How often it is worth saying.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private string _last = "";

    public void Say(long done, long? total, TrialComparison? soFar)
    {
        var line = total is null
            ? "counting the events"
            : string.Create(CultureInfo.InvariantCulture, $"{(total == 0 ? 100 : 100 * done / total)} %, {done} of {total} events, {soFar?.Draft.People ?? 0} people");
        if (line == _last)
            return;
        Console.Error.Write(_isTerminal ? $"\r{line.PadRight(_last.Length)}" : line + Environment.NewLine);
        _last = line;
    }

    /// <summary>Makes room for what comes next.</summary>
    public void Clear()
    {
        if (_isTerminal && _last.Length > 0)
            Console.Error.Write($"\r{new string(' ', _last.Length)}\r");
        _last = "";
    }
}
