using System.Text.Json;
using Notifications.Rules.Expressions;

namespace Notifications.Rules.Templates;

/// <summary>One rendering of a <see cref="JsonTemplate"/>: where it goes, and with what its holes are filled.</summary>
internal readonly ref struct JsonRendering(
    Utf8JsonWriter writer, ReadOnlySpan<Value> variables, DateTimeOffset? now, List<ExpressionError> errors, EvaluationBudget budget, int maxLength)
{
    // Bytes of UTF-8 that one UTF-16 unit takes at most.
    private const int BytesPerUnit = 3;

    private readonly long _maxBytes = (long)maxLength * BytesPerUnit;

    public Utf8JsonWriter Writer { get; } = writer;

    public ReadOnlySpan<Value> Variables { get; } = variables;

    public DateTimeOffset? Now { get; } = now;

    public List<ExpressionError> Errors { get; } = errors;

    public EvaluationBudget Budget { get; } = budget;

    /// <summary>Whether it certainly has more characters than it may, and need not go on.</summary>
    public bool IsTooLong => Writer.BytesCommitted + Writer.BytesPending > _maxBytes;
}
