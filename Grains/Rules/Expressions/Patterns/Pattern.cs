using System.Text.RegularExpressions;

namespace Notifications.Rules.Expressions;

/// <summary>
/// A regular expression of JavaScript, compiled for .NET's engine without backtracking: it takes time in proportion to
/// the text, whatever the pattern.
/// </summary>
internal sealed class Pattern
{
    private readonly string _source;
    private readonly string _flags;
    private readonly Regex _regex;

    private Pattern(string source, string flags, Regex regex, PatternTranslation translation)
    {
        _source = source;
        _flags = flags;
        _regex = regex;
        GroupNames = translation.GroupNames;
        Weight = translation.Weight;
        ScansOn = translation.ScansOn;
    }

    public bool IsGlobal => _flags.Contains('g');

    /// <summary>The names of the groups from 1 on; <see langword="null"/> for one without.</summary>
    public IReadOnlyList<string?> GroupNames { get; }

    /// <summary>How many states the engine may have to follow at once.</summary>
    public int Weight { get; }

    /// <summary>Whether finding a match may mean reading far beyond its end.</summary>
    public bool ScansOn { get; }

    /// <summary>Compiles it, or says why it can't.</summary>
    public static (Pattern? Pattern, string? Refusal) Compile(string source, string flags)
    {
        if (flags.AsSpan().IndexOfAnyExcept("gimsu") is >= 0 and var unknown)
            return (null, $"The flag '{flags[unknown]}' is not part of the language. Use g, i, m, s or u.");
        try
        {
            var translation = new PatternTranslator(source, flags).Translate();
            var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
                | (flags.Contains('i') ? RegexOptions.IgnoreCase : RegexOptions.None);
            return (new Pattern(source, flags, new Regex(translation.Text, options, Regex.InfiniteMatchTimeout), translation), null);
        }
        catch (PatternException refused)
        {
            return (null, refused.Message);
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException or InsufficientExecutionStackException)
        {
            return (null, "This regular expression is not supported. Write a simpler one.");
        }
    }

    public Match Match(string text) => _regex.Match(text);

    public override string ToString() => $"/{_source}/{_flags}";
}

/// <summary>A pattern in .NET's syntax.</summary>
internal sealed record PatternTranslation(string Text, IReadOnlyList<string?> GroupNames, int Weight, bool ScansOn);

/// <summary>Says why a pattern is refused; it never leaves <see cref="Pattern"/>.</summary>
internal sealed class PatternException(string message) : Exception(message);
