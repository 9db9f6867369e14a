using System.Text.Json;
using Notifications.Rules.Recording;

namespace Notifications.Rules.Holding;

/// <summary>Everything that a subject holds back, as of a sequence of its log. It never changes.</summary>
internal sealed record HoldingState
{
    /// <summary>The format that is written; another one is not read.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The newest event that is accounted for.</summary>
    public required long Sequence { get; init; }

    public IReadOnlyCollection<Allowance> Allowances { get; init; } = [];

    public IReadOnlyList<DigestWindow> Windows { get; init; } = [];

    /// <summary>The judgements that were more than a pass.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>The first event of which all verdicts are known.</summary>
    public long VerdictsFrom { get; init; }

    /// <exception cref="JsonException">The text is something else.</exception>
    public static HoldingState Read(byte[] json)
    {
        var state = JsonSerializer.Deserialize<HoldingState>(json, StoredJson.Options) ?? throw new JsonException("The state is null.");
        return state.Format == CurrentFormat
            ? state
            : throw new JsonException($"The state has format {state.Format}, and this version reads {CurrentFormat}.");
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, StoredJson.Options);
}
