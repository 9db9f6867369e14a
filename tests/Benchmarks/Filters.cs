using BenchmarkDotNet.Attributes;

namespace Notifications.Tests.Benchmarks;

/// <summary>Evaluation alone: the event was read before, as it is for every rule but the first.</summary>
public class Filters
{
    /// <summary>The filters that are measured.</summary>
    public static IEnumerable<TypicalFilter> All => TypicalFilter.All;

    /// <summary>The filter of this run.</summary>
    [ParamsSource(nameof(All))]
    public required TypicalFilter Filter { get; set; }

    /// <summary>Ours.</summary>
    [Benchmark(Baseline = true)]
    public bool Notifications() => Filter.Evaluate();

    /// <summary>Ours, without the quick way.</summary>
    [Benchmark]
    public bool Expression() => Filter.EvaluateExpression();

    /// <summary>Jint's prepared script.</summary>
    [Benchmark]
    public bool Jint() => Filter.EvaluateByJint();
}

/// <summary>The whole way from a hook's bytes to the filter's answer.</summary>
public class FiltersWithParsing
{
    /// <summary>The filters that are measured.</summary>
    public static IEnumerable<TypicalFilter> All => TypicalFilter.All;

    /// <summary>The filter of this run.</summary>
    [ParamsSource(nameof(All))]
    public required TypicalFilter Filter { get; set; }

    /// <summary>Ours.</summary>
    [Benchmark(Baseline = true)]
    public bool Notifications() => Filter.ParseAndEvaluate();

    /// <summary>Jint's parser of JSON and its prepared script.</summary>
    [Benchmark]
    public bool Jint() => Filter.ParseAndEvaluateByJint();
}
